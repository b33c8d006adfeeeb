//= GET /v1/thing -> {user: {name: text, mail?: text}, meta?: {n: whole}}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable {
    let name: String
    let mail: String?
    let meta: Meta?
    struct Meta: Decodable { let n: Int }
    enum CodingKeys: String, CodingKey { case user, meta }
    enum UserKeys: String, CodingKey { case name, mail }
    init(from decoder: Decoder) throws {
        let outer = try decoder.container(keyedBy: CodingKeys.self)
        let user = try outer.nestedContainer(keyedBy: UserKeys.self, forKey: .user)
        name = try user.decode(String.self, forKey: .name)
        mail = try user.decodeIfPresent(String.self, forKey: .mail)
        meta = try outer.decodeIfPresent(Meta.self, forKey: .meta)
    }
}
