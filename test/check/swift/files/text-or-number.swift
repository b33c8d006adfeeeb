//= GET /v1/thing -> {id: either(text, whole), n: either(whole, text)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}
struct Thing: Decodable {
    let id: String
    let n: Int
    enum CodingKeys: String, CodingKey { case id, n }
    init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        if let text = try? c.decode(String.self, forKey: .id) {
            id = text
        } else {
            id = String(try c.decode(Int.self, forKey: .id))
        }
        do {
            n = try c.decode(Int.self, forKey: .n)
        } catch {
            n = Int(try c.decode(String.self, forKey: .n)) ?? 0
        }
    }
}
