//= GET /v1/thing -> {name?: text = "é👩‍👩‍👧 “x”\n"}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

// Ünïcödé before what is read: 👩‍👩‍👧
struct Thing: Decodable {
    let name: String
    enum CodingKeys: String, CodingKey { case name }
    init(from decoder: Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        name = try c.decodeIfPresent(String.self, forKey: .name) ?? "é👩‍👩‍👧 “x”\n"
    }
}
