//= GET /v1/thing -> {piece: {n: whole}, mode: enum(on|off)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable {
    let piece: Box.Piece
    let mode: Box.Mode
}
enum Box {
    struct Piece: Decodable { let n: Int }
}
extension Box {
    enum Mode: String, Decodable { case on, off }
}
