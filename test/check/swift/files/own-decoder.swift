//= GET /v1/thing -> {id: text, name?: text = "none", n?: whole = 0, at?: date(iso) = "now", on?: flag = true, tags?: [text] = [], key?: text, mode?: enum(a|b) = "b"}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

enum Mode: String, Decodable { case a, b }
struct Thing: Decodable {
    let id: String
    let name: String
    let n: Int
    let at: Date
    let on: Bool
    let tags: [String]
    let key: String
    let mode: Mode

    enum CodingKeys: String, CodingKey { case id, name, n, at, on, tags, key, mode }

    init(from decoder: Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        name = try container.decodeIfPresent(String.self, forKey: .name) ?? "none"
        n = try container.decodeIfPresent(Int.self, forKey: .n) ?? 0
        at = try container.decodeIfPresent(Date.self, forKey: .at) ?? Date()
        self.on = try container.decodeIfPresent(Bool.self, forKey: .on) ?? true
        tags = try container.decodeIfPresent([String].self, forKey: .tags) ?? []
        key = try container.decodeIfPresent(String.self, forKey: .key) ?? UUID().uuidString
        mode = try container.decodeIfPresent(Mode.self, forKey: .mode) ?? .b
    }
}
