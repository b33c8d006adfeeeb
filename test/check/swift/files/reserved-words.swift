//= GET /v1/thing -> {private: flag, default: text, is_on: flag}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Codable {
    let `private`: Bool
    let `default`: String
    let isOn: Bool
    enum CodingKeys: String, CodingKey {
        case `private`, `default`
        case isOn = "is_on"
    }
}
