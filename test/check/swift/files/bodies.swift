//= POST /v1/a {name: text, note?: text, parts: [{n: whole, is_on: flag}], at: any} -> ignored
//= PATCH /v1/b {on: flag} -> ignored
//= POST /v1/c {value: number, label?: text} -> ignored
//= POST /v1/d {} -> ignored
//= POST /v1/e {ids: [text], kind: text} -> ignored
extension Api {
    func a(name: String, note: String? = nil) async throws {
        struct Body: Encodable {
            let name: String
            let note: String?
            let parts: [Part]
            let at: Date
            struct Part: Encodable {
                let n: Int
                let isOn: Bool
                enum CodingKeys: String, CodingKey { case n, isOn = "is_on" }
            }
        }
        let body = Body(name: name, note: note, parts: [], at: Date())
        try await send("v1/a", body: body)
    }
    func b(on: Bool) async throws {
        struct Change: Encodable { let on: Bool }
        try await send("v1/b", method: "PATCH", body: Change(on: on))
    }
    func c(_ request: Update) async throws { try await send("v1/c", body: request) }
    func d() async throws { try await send("v1/d", body: Empty()) }
    func e(ids: [String], kind: Kind) async throws { try await send("v1/e", body: Many(ids: ids, kind: kind)) }
}
struct Empty: Encodable {}
enum Kind: String, Codable { case x }
struct Many: Codable { let ids: [String]; let kind: Kind }
struct Update: Encodable {
    let value: Double
    let label: String?
    enum CodingKeys: String, CodingKey { case value, label }
    func encode(to encoder: Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(value, forKey: .value)
        try container.encodeIfPresent(label, forKey: .label)
    }
}
