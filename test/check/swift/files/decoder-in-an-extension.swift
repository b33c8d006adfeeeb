//= GET /v1/thing -> {id: text, n?: whole = 1}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing { let id: String; let n: Int }
extension Thing: Decodable {
    enum CodingKeys: CodingKey { case id, n }
    init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        self.init(id: try c.decode(String.self, forKey: .id), n: try c.decodeIfPresent(Int.self, forKey: .n) ?? 1)
    }
}
