//= GET /v1/thing -> {id: text, count: whole, score: number, on: flag, at: date(iso), note?: text, due?: date(iso)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable {
    let id: String
    let count: Int, score: Double
    var on: Bool
    let at: Date
    let note: String?
    let due: Optional<Date>
}
