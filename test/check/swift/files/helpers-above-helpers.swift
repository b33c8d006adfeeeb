//alone
//= GET /v1/a -> {id: text}
//= POST /v1/b {id: text} -> {id: text}
//= DELETE /v1/c -> ignored
struct One: Codable { let id: String }
enum HTTPMethod: String { case get = "GET", post = "POST", delete = "DELETE" }
final class Client {
    let root: URL
    private let decoder = JSONDecoder()
    private func run(_ method: HTTPMethod, _ path: String, body: Data? = nil) async throws -> Data {
        var request = URLRequest(url: URL(string: path, relativeTo: root)!)
        request.httpMethod = method.rawValue
        if let body { request.httpBody = body }
        return try await URLSession.shared.data(for: request).0
    }
    func fetch<T: Decodable>(_ path: String, as type: T.Type) async throws -> T {
        try decoder.decode(T.self, from: try await run(.get, path))
    }
    func a() async throws -> One { try await fetch("v1/a", as: One.self) }
    func b(_ one: One) async throws -> One {
        let data = try await run(.post, "v1/b", body: try JSONEncoder().encode(one))
        return try decoder.decode(One.self, from: data)
    }
    func c() async throws { _ = try await run(.delete, "v1/c") }
}
