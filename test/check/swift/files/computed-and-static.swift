//= GET /v1/thing -> {name: text}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable {
    static let empty = Thing(name: "")
    let name: String
    var title: String { name.capitalized }
    var size: Int {
        get { name.count }
    }
    lazy var letters: Int = name.count
}
