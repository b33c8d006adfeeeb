//= GET /v1/thing -> {state: enum(new|old|unknown, else unknown)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable { let state: State }
enum State: String, Codable {
    case new, old, unknown
    init(from decoder: Decoder) throws {
        let container = try decoder.singleValueContainer()
        let raw = try container.decode(String.self)
        self = State(rawValue: raw) ?? .unknown
    }
}
