//= GET /v1/thing -> {id: text, tags: [text]}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable { let id: Identifier; let tags: [Identifier] }
struct Identifier: Decodable {
    let value: String
    init(from decoder: Decoder) throws { value = try decoder.singleValueContainer().decode(String.self) }
}
