//= GET /v1/thing -> {part: {piece: {n: whole}}, other: {n: text}}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable {
    struct Part: Decodable {
        struct Piece: Decodable { let n: Int }
        let piece: Piece
    }
    let part: Part
    let other: Piece
}
struct Piece: Decodable { let n: String }
