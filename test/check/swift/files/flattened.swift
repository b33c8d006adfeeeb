//= GET /v1/thing -> {id: text, n: whole, extra?: text}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable {
    let base: Base
    let extra: String?
    enum CodingKeys: String, CodingKey { case extra }
    init(from decoder: Decoder) throws {
        base = try Base(from: decoder)
        extra = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(String.self, forKey: .extra)
    }
}
struct Base: Decodable { let id: String; let n: Int }
