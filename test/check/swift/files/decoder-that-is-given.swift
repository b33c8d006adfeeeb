//alone
//= GET /v1/a -> {at: date(reference)}
//= GET /v1/b -> {at: date(unread)}
//= GET /v1/c -> {at: date(iso-seconds)}
//= GET /v1/d -> {at: date(unread)}
struct Thing: Decodable { let at: Date }
extension JSONDecoder {
    static var api: JSONDecoder {
        let made = JSONDecoder()
        made.dateDecodingStrategy = .iso8601
        return made
    }
}
final class Store {
    private let decoder: JSONDecoder
    private let other: JSONDecoder
    private let set = JSONDecoder()
    init(decoder: JSONDecoder = JSONDecoder(), other: JSONDecoder) {
        self.decoder = decoder
        self.other = other
        configure(set)
    }
    func load(_ path: String) async throws -> Data { try await URLSession.shared.data(from: URL(string: "https://api.example.com/" + path)!).0 }
    func a() async throws -> Thing { try decoder.decode(Thing.self, from: await load("v1/a")) }
    func b() async throws -> Thing { try other.decode(Thing.self, from: await load("v1/b")) }
    func c() async throws -> Thing { try JSONDecoder.api.decode(Thing.self, from: await load("v1/c")) }
    func d() async throws -> Thing { try set.decode(Thing.self, from: await load("v1/d")) }
}
