//= GET /v1/thing -> {kind: text, mode: unread(Mode makes its cases in its own way), by: unread(a dictionary whose keys are no texts is written as a list)}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}
struct Thing: Decodable { let kind: Kind; let mode: Mode; let by: [Mode: Int] }
struct Kind: RawRepresentable, Codable { let rawValue: String }
enum Mode: String, Codable {
    case a, unknown
    init?(rawValue: String) { self = rawValue == "a" ? .a : .unknown }
}
