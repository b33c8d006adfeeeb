//alone
//= POST /v1/one {id: text} -> {id: text}
//= POST /v1/two {id: text} -> ignored
struct One: Codable { let id: String }
actor Client {
    let base = "https://api.example.com/"
    func post<B: Encodable>(_ path: String, body: B) async throws {
        var request = URLRequest(url: URL(string: base + path)!)
        request.httpMethod = "POST"
        request.httpBody = try JSONEncoder().encode(body)
        _ = try await URLSession.shared.data(for: request)
    }
    func post<T: Decodable, B: Encodable>(_ path: String, body: B) async throws -> T {
        var request = URLRequest(url: URL(string: base + path)!)
        request.httpMethod = "POST"
        request.httpBody = try JSONEncoder().encode(body)
        let (data, _) = try await URLSession.shared.data(for: request)
        return try JSONDecoder().decode(T.self, from: data)
    }
    func one(_ one: One) async throws -> One { try await post("v1/one", body: one) }
    func two(_ one: One) async throws { try await post("v1/two", body: one) }
}
