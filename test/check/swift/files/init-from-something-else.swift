//= GET /v1/thing -> {id: text, n?: whole}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}
struct DTO { let id: String }
struct Thing: Codable {
    let id: String
    let n: Int?
    init(from dto: DTO) { id = dto.id; n = nil }
}
