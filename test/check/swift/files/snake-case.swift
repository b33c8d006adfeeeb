//alone
//= GET /v1/thing -> {id: text, created_at: date(iso-seconds), part_list: [{is_on: flag}]}
struct Thing: Decodable { let id: String; let createdAt: Date; let partList: [Part] }
struct Part: Decodable { let isOn: Bool }
final class Store {
    let root = URL(string: "https://api.example.com")!
    func thing() async throws -> Thing {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        decoder.dateDecodingStrategy = .iso8601
        let (data, _) = try await URLSession.shared.data(from: root.appendingPathComponent("v1/thing"))
        return try decoder.decode(Thing.self, from: data)
    }
}
