//= GET /v1/thing -> {mine: whole}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

private struct Thing: Decodable { let mine: Int }
