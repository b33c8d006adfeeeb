//= PATCH /v1/things/{id}/on?value: flag -> ignored
//= PATCH /v1/things/{id} {title: text} -> {id: text}
//= DELETE /v1/things/{id} -> {status: text}
extension Api {
    func on(id: String, value: Bool) async throws {
        let url = URL(string: base + "v1/things/\(id)/on?value=\(value)")!
        var request = URLRequest(url: url)
        request.httpMethod = "PATCH"
        let (_, response) = try await session.data(for: request)
        guard let http = response as? HTTPURLResponse, (200...299).contains(http.statusCode) else { throw URLError(.badServerResponse) }
    }
    func rename(id: String, title: String) async throws -> One {
        struct Rename: Encodable { let title: String }
        guard let url = URL(string: base + "v1/things/\(id)") else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = "PATCH"
        request.httpBody = try JSONEncoder().encode(Rename(title: title))
        let (data, _) = try await session.data(for: request)
        return try decoder.decode(One.self, from: data)
    }
    func remove(id: String) async throws -> Status {
        var request = URLRequest(url: URL(string: "\(base)v1/things/\(id)")!)
        request.httpMethod = "DELETE"
        let (data, _) = try await session.data(for: request)
        let status = try decoder.decode(Status.self, from: data)
        return status
    }
}
struct One: Decodable { let id: String }
struct Status: Decodable { let status: String }
