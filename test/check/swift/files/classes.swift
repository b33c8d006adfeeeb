//= GET /v1/thing -> {id: text, more?: whole}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

class Thing: Base {
    let more: Int?
    private enum CodingKeys: String, CodingKey { case more }
    required init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        more = try c.decodeIfPresent(Int.self, forKey: .more)
        try super.init(from: decoder)
    }
}
class Base: Decodable { let id: String }
