//= GET /v1/thing -> {ID: text, n: whole}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable {
    let id: String
    let n: Int
    private enum Keys: String, CodingKey { case id = "ID", n }
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        self.id = try values.decode(String.self, forKey: Keys.id)
        self.n = try values.decode(Int.self, forKey: .n)
    }
}
