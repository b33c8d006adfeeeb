//= GET /v1/unread?since?: whole -> [{id: text}]
//= GET /v1/agent -> {id: text}?
struct One: Decodable { let id: String }
extension Api {
    func agent() async throws -> One? { return try await get("v1/agent", customBaseURL: nil) }
    func get<T: Decodable>(_ path: String, customBaseURL: String?) async throws -> T {
        let base = customBaseURL ?? "https://other.example.com/"
        let (data, _) = try await session.data(from: URL(string: base + path)!)
        return try decoder.decode(T.self, from: data)
    }
}
final class Poller {
    var last: Int = 0
    func unread() async throws -> [One] {
        let baseURL = await Api.shared.base
        var address = "\(baseURL)v1/unread"
        if last > 0 {
            address += "?since=\(last)"
        }
        guard let url = URL(string: address) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = "GET"
        let (data, _) = try await URLSession.shared.data(for: request)
        return try JSONDecoder().decode([One].self, from: data)
    }
}
