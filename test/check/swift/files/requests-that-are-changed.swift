//alone
//= PUT /v1/file bytes -> ignored
//= POST /v1/one {id: text} -> {id: text}
struct One: Codable { let id: String }
actor Client {
    func make(_ path: String) -> URLRequest { URLRequest(url: URL(string: "https://api.example.com/" + path)!) }
    func one(_ one: One) async throws -> One {
        var request = make("v1/one")
        request.httpMethod = "POST"
        request.httpBody = try JSONEncoder().encode(one)
        let (data, _) = try await URLSession.shared.data(for: request)
        return try JSONDecoder().decode(One.self, from: data)
    }
    func file(_ file: URL) async throws {
        var request = URLRequest(url: URL(string: "https://api.example.com/v1/file")!)
        request.httpMethod = "PUT"
        _ = try await URLSession.shared.upload(for: request, fromFile: file)
    }
}
