//= GET /v1/thing -> {kind?: enum(a|b|c, else c) = "c", mode?: enum(on|off, else nothing), level?: enum(a|b|c, else a) = "b", must: enum(a|b|c)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

enum Kind: String { case a, b, c }
enum Mode: String { case on, off }
struct Thing: Decodable {
    let kind: Kind
    let mode: Mode?
    let level: Kind
    let must: Kind
    enum CodingKeys: String, CodingKey { case kind, mode, level, must }
    init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        if let raw = try c.decodeIfPresent(String.self, forKey: .kind) {
            kind = Kind(rawValue: raw) ?? .c
        } else {
            kind = .c
        }
        mode = try c.decodeIfPresent(String.self, forKey: .mode).flatMap(Mode.init(rawValue:))
        level = Kind(rawValue: try c.decodeIfPresent(String.self, forKey: .level) ?? "b") ?? .a
        let text = try c.decode(String.self, forKey: .must)
        guard let must = Kind(rawValue: text) else { throw URLError(.cannotParseResponse) }
        self.must = must
    }
}
