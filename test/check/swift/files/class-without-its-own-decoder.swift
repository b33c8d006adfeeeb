//= GET /v1/thing -> {id: text}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

final class Thing: Base { var more: Int = 0 }
class Base: Decodable { let id: String }
