//= GET /v1/thing -> {id: text}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

protocol Model: Codable, Sendable {}
struct Thing: Model { let id: String }
