//= GET /v1/thing -> {level: whole, label: text}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable {
    var level = 3
    var label: String = "none"
    let fixed: Int = 1
}
