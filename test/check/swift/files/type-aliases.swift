//= GET /v1/thing -> {id: text, at: {n: whole}, list: [{n: whole}]}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

typealias Wire = Codable & Sendable
typealias Identifier = String
struct Thing: Wire {
    typealias Piece = Part
    let id: Identifier
    let at: Piece
    let list: [Piece]
}
struct Part: Wire { let n: Int }
