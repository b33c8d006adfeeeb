//= GET /v1/thing -> {id: text, pattern: text, colour?: text = "#6B7280"}
extension Api {
    func thing() async throws(Failure) -> Thing { try await get("v1/thing") }
}
enum Failure: Error { case any }
package struct Thing: Decodable {
    let id: String
    let pattern: String
    let colour: String
    enum CodingKeys: String, CodingKey { case id, pattern, colour }
    package init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: CodingKeys.self)
        id = try c.decode(String.self, forKey: .id)
        pattern = try c.decode(String.self, forKey: .pattern)
        colour = try c.decodeIfPresent(String.self, forKey: .colour) ?? "#6B7280"
    }
}
let quoted = #"a "quoted" \d text"#
#Preview { Text("x") }
