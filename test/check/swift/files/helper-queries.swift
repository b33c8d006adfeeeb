//alone
//= GET /v1/one -> {id: text}
//! 11 get: a query value has a name that is made at run time
struct One: Decodable { let id: String }
actor Client {
    func get<T: Decodable>(_ path: String, query: [String: String] = [:]) async throws -> T {
        var c = URLComponents(string: "https://api.example.com/" + path)!
        c.queryItems = query.map { URLQueryItem(name: $0.key, value: $0.value) }
        return try JSONDecoder().decode(T.self, from: try await URLSession.shared.data(from: c.url!).0)
    }
    func one() async throws -> One { try await get("v1/one", query: ["limit": "10"]) }
}
