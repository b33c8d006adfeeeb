//= GET /v1/thing -> {n?~: either(text, whole) = "", any: either(text, number)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable {
    let n: String
    let any: Loose
    enum CodingKeys: String, CodingKey { case n, any }
    init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        if let text = try? c.decode(String.self, forKey: .n) {
            n = text
        } else if let whole = try? c.decode(Int.self, forKey: .n) {
            n = String(whole)
        } else {
            n = ""
        }
        any = try c.decode(Loose.self, forKey: .any)
    }
}
struct Loose: Decodable {
    let text: String
    init(from decoder: Decoder) throws {
        let c = try decoder.singleValueContainer()
        if let text = try? c.decode(String.self) { self.text = text } else { text = String(try c.decode(Double.self)) }
    }
}
