//= GET /v1/thing -> {state: enum(new|old)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable { let state: State }
enum State: String, Codable {
    case new, old
    init(from decoder: Decoder) throws {
        let raw = try decoder.singleValueContainer().decode(String.self)
        guard let value = State(rawValue: raw) else { throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: raw)) }
        self = value
    }
}
