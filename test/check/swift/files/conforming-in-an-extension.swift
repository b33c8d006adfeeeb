//= GET /v1/thing -> {id: text, kind: enum(a|b)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing {
    let id: String
    let kind: Kind
}
enum Kind: String { case a, b }
extension Kind: Codable {}
extension Thing: Decodable {}
