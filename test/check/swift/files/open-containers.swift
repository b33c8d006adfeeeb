//= GET /v1/thing -> {user?~: {name?: text}, kind?: enum(a|b, else nothing), mode?: enum(x, else nothing)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}
enum Kind: String { case a, b }
enum Mode: String { case x }
struct Thing: Decodable {
    let name: String?
    let kind: Kind?
    let mode: Mode?
    enum CodingKeys: String, CodingKey { case user, kind, mode }
    enum UserKeys: String, CodingKey { case name }
    init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        let u = try? c.nestedContainer(keyedBy: UserKeys.self, forKey: .user)
        name = try u?.decodeIfPresent(String.self, forKey: .name)
        if let raw = try c.decodeIfPresent(String.self, forKey: .kind) { kind = Kind(rawValue: raw) } else { kind = nil }
        if let raw = try c.decodeIfPresent(String.self, forKey: .mode) { mode = Mode(rawValue: raw) } else { mode = nil }
    }
}
