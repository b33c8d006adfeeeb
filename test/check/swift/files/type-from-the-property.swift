//= GET /v1/thing -> {id: text, n?: whole, k: enum(a)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

enum K: String, Decodable { case a }
struct Thing: Decodable {
    let id: String
    let n: Int?
    let k: K
    enum CodingKeys: String, CodingKey { case id, n, k }
    init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        id = try c.decode(forKey: .id)
        n = try c.decodeIfPresent(forKey: .n)
        k = try c.decode(K.self, forKey: .k)
    }
}
extension KeyedDecodingContainer {
    func decode<T: Decodable>(forKey key: Key) throws -> T { try decode(T.self, forKey: key) }
}
