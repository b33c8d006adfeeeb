//= GET /v1/thing -> {state: enum(new|_other, else _other)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable { let state: State }
enum State: String, Codable {
    case new, other = "_other"
    init(from decoder: Decoder) throws { self = try Self(rawValue: decoder.singleValueContainer().decode(String.self)) ?? .other }
}
