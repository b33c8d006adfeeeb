//= GET /v1/thing -> {tags: [text], pairs: {*: whole}, deep: [[flag]], maybe: [text?], set: [whole], other?: [text]}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable {
    let tags: [String]
    let pairs: [String: Int]
    let deep: Array<[Bool]>
    let maybe: [String?]
    let set: Set<Int>
    let other: [String]?
}
