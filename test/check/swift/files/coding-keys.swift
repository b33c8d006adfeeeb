//= GET /v1/thing -> {id: text, created_at: text, kind: text}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Codable {
    let id: String
    let createdAt: String
    let kind: String
    var local: Int = 0
    let version = 3

    enum CodingKeys: String, CodingKey {
        case id, kind
        case createdAt = "created_at"
    }
}
