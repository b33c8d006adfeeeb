//alone
//= PATCH /v1/things/{id} {title: text} -> {id: text}
//= DELETE /v1/things/{id} -> ignored
//= POST /v1/rows {rows: [any]} -> ignored
struct One: Decodable { let id: String }
actor Client {
    let baseURL = "https://api.example.com/"
    let session = URLSession.shared

    private func perform<T: Decodable>(_ request: URLRequest) async throws -> T {
        let (data, _) = try await session.data(for: request)
        return try JSONDecoder().decode(T.self, from: data)
    }

    private func performVoid(_ request: URLRequest) async throws { _ = try await session.data(for: request) }

    func rename(id: String, title: String) async throws -> One {
        struct Rename: Encodable { let title: String }
        guard let url = URL(string: baseURL + "v1/things/\(id)") else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = "PATCH"
        request.httpBody = try JSONEncoder().encode(Rename(title: title))
        return try await perform(request)
    }

    func remove(id: String) async throws {
        var request = URLRequest(url: URL(string: baseURL + "v1/things/\(id)")!)
        request.httpMethod = "DELETE"
        try await performVoid(request)
    }

    func push(_ rows: [[String: Any]]) async -> Bool {
        let payload: [String: Any] = ["rows": rows]
        guard let json = try? JSONSerialization.data(withJSONObject: payload) else { return false }
        do {
            guard let url = URL(string: baseURL + "v1/rows") else { return false }
            var request = URLRequest(url: url)
            request.httpMethod = "POST"
            request.httpBody = json
            let (_, response) = try await session.data(for: request)
            return (response as? HTTPURLResponse)?.statusCode == 200
        } catch {
            return false
        }
    }
}
