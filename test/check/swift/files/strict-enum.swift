//= GET /v1/thing -> {state: enum(new|in_use|done), other?: enum(new|in_use|done)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable { let state: State; let other: State? }
enum State: String, Codable, CaseIterable {
    case new
    case inUse = "in_use"
    case done

    var title: String {
        switch self {
        case .new: return "New"
        default: return rawValue
        }
    }
}
