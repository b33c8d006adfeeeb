//= GET /v1/thing -> {state: enum(new|fresh|old, else old), strict: enum(a|b)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable { let state: State; let strict: Strict }
enum State: Decodable {
    case new, old
    init(from decoder: Decoder) throws {
        let raw = try decoder.singleValueContainer().decode(String.self)
        switch raw {
        case "new", "fresh": self = .new
        case "old": self = .old
        default: self = .old
        }
    }
}
enum Strict: Decodable {
    case a, b
    init(from decoder: Decoder) throws {
        switch try decoder.singleValueContainer().decode(String.self) {
        case "a": self = .a
        case "b": self = .b
        default: throw URLError(.cannotParseResponse)
        }
    }
}
