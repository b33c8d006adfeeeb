//= GET /v1/thing -> {a: text?, b: text}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable {
    let a: String?
    let b: String
    enum CodingKeys: String, CodingKey { case a, b }
    init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        a = try c.decode(String?.self, forKey: .a)
        guard let b = try c.decodeIfPresent(String.self, forKey: .b) else { throw URLError(.badURL) }
        self.b = b
    }
}
