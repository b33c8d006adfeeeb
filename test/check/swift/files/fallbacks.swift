//= GET /v1/thing -> {a?: text = "d", b?: whole = 1, c?: text = "z", d?: whole, must: text}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}
struct Thing: Decodable {
    let a: String
    let b: Int
    let c: String
    var d: Int = 5
    let must: String
    var missing = false
    enum CodingKeys: String, CodingKey { case a, b, c, d, must }
    init(from decoder: Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        if let value = try box.decodeIfPresent(String.self, forKey: .a) {
            a = value
        } else {
            missing = true
            a = "d"
        }
        b = try box.decodeIfPresent(Int.self, forKey: .b) ?? 1
        c = try box.decodeIfPresent(String.self, forKey: .c) ?? "z"
        if let value = try box.decodeIfPresent(Int.self, forKey: .d) { d = value }
        let raw = try box.decodeIfPresent(String.self, forKey: .must)
        guard let raw else { throw URLError(.badURL) }
        must = raw
    }
}
