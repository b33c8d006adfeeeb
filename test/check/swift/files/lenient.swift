//= GET /v1/thing -> {a?~: whole, b?~: text = "x", c?~: [whole] = [], d?~: flag = false}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable {
    let a: Int?
    let b: String
    let c: [Int]
    let d: Bool
    enum CodingKeys: String, CodingKey { case a, b, c, d }
    init(from decoder: Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        a = try? box.decode(Int.self, forKey: .a)
        b = (try? box.decode(String.self, forKey: .b)) ?? "x"
        c = (try? box.decodeIfPresent([Int].self, forKey: .c)) ?? []
        do {
            d = try box.decode(Bool.self, forKey: .d)
        } catch {
            d = false
        }
    }
}
