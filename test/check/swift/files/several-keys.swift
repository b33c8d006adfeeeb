//= GET /v1/thing -> {name?: text, title?: text, label?: text, id?: text, uid?: text}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable {
    let name: String
    let id: String
    enum CodingKeys: String, CodingKey { case name, title, label, id, uid }
    init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        name = try c.decodeIfPresent(String.self, forKey: .name)
            ?? c.decodeIfPresent(String.self, forKey: .title)
            ?? c.decodeIfPresent(String.self, forKey: .label) ?? "none"
        if let own = try c.decodeIfPresent(String.self, forKey: .id) {
            id = own
        } else {
            id = try c.decode(String.self, forKey: .uid)
        }
    }
}
