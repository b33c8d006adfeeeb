//= GET /v1/thing -> {a: unread(it is one of several types), b: {kind: text, payload?: unread(payload is one of several types)}, c: [unread(it is one of several types)], d: unread(D is a value or an object)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}
struct User: Decodable { let id: String }
struct Team: Decodable { let name: String }
struct Thing: Decodable { let a: A; let b: B; let c: [Safe<User>]; let d: D }
struct A: Decodable {
    let user: User?, team: Team?
    init(from decoder: Decoder) throws {
        if Bool.random() { user = try User(from: decoder); team = nil } else { team = try Team(from: decoder); user = nil }
    }
}
struct B: Decodable {
    let kind: String
    let payload: Any
    enum CodingKeys: String, CodingKey { case kind, payload }
    init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        kind = try c.decode(String.self, forKey: .kind)
        switch kind {
        case "user": payload = try c.decode(User.self, forKey: .payload)
        default: payload = try c.decode(Team.self, forKey: .payload)
        }
    }
}
struct Safe<T: Decodable>: Decodable {
    let value: T?
    init(from decoder: Decoder) throws { value = try? T(from: decoder) }
}
struct D: Decodable {
    let id: String
    enum CodingKeys: String, CodingKey { case id }
    init(from decoder: Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            id = text
            return
        }
        id = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .id)
    }
}
