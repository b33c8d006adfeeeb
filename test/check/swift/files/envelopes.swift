//alone
//= GET /v1/one -> {data: {id: text}, next?: text}
//= GET /v1/many -> [{id: text}]
//= POST /v1/done -> {ok: flag}
struct Envelope<T: Decodable>: Decodable { let data: T; let next: String? }
struct Status: Decodable { let ok: Bool }
struct One: Decodable { let id: String }
actor Client {
    let base = "https://api.example.com/"
    func get<T: Decodable>(_ path: String) async throws -> T {
        let (data, _) = try await URLSession.shared.data(from: URL(string: base + path)!)
        return try JSONDecoder().decode(Envelope<T>.self, from: data).data
    }
    func all<T: Decodable>(_ path: String, of type: T.Type) async throws -> [T] {
        let (data, _) = try await URLSession.shared.data(from: URL(string: base + path)!)
        return try JSONDecoder().decode([T].self, from: data)
    }
    func post(_ path: String) async throws -> Bool {
        var request = URLRequest(url: URL(string: base + path)!)
        request.httpMethod = "POST"
        let (data, _) = try await URLSession.shared.data(for: request)
        let status = try JSONDecoder().decode(Status.self, from: data)
        return status.ok
    }
    func one() async throws -> One { try await get("v1/one") }
    func many() async throws -> [One] { try await all("v1/many", of: One.self) }
    func done() async throws -> Bool { try await post("v1/done") }
}
