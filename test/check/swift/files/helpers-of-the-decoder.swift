//= GET /v1/thing -> {a: unread(flexible is given the decoder), b: unread(flexibleInt is a decoder of the client’s own), c: unread(a function inside of it decodes), d: text}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}
struct Thing: Decodable { let a: A; let b: B; let c: C; let d: String }
struct A: Decodable {
    let n: Int
    enum CodingKeys: String, CodingKey { case n }
    init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        n = try Self.flexible(c, .n)
    }
    static func flexible(_ c: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys) throws -> Int { 0 }
}
struct B: Decodable {
    let n: Int
    enum CodingKeys: String, CodingKey { case n }
    init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        n = try c.flexibleInt(forKey: .n)
    }
}
struct C: Decodable {
    let n: String
    enum CodingKeys: String, CodingKey { case n }
    init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String { try c.decode(String.self, forKey: key) }
        n = try text(.n)
    }
}
