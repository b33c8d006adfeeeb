//= GET /v1/thing -> {id: text}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

#if DEBUG
struct Thing: Decodable { let id: String }
#else
struct Thing: Decodable { let id: String; let more: Int }
#endif
