//= GET /v1/things/{id} -> {id: text}
struct One: Decodable { let id: String }
struct Page {
    func load(id: String) async throws -> One {
        let one: One = try await Api.shared.get("v1/things/\(id)")
        return one
    }
}
