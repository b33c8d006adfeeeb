//alone
//= GET /v1/a -> {at: date(seconds)}
//= GET /v1/b -> {at: date(milliseconds)}
//= GET /v1/c -> {at: date(reference)}
//= GET /v1/d -> {at: date(own)}
//= GET /v1/e -> {at: date(iso-fraction)}
//= GET /v1/f -> {at: date(unread)}
struct Thing: Decodable { let at: Date }
extension JSONDecoder {
    static let fraction: JSONDecoder = {
        let made = JSONDecoder()
        made.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            let formatter = ISO8601DateFormatter()
            formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
            guard let date = formatter.date(from: text) else { throw URLError(.badURL) }
            return date
        }
        return made
    }()
}
struct Store {
    let seconds: JSONDecoder = { let d = JSONDecoder(); d.dateDecodingStrategy = .secondsSince1970; return d }()
    func load(_ path: String) async throws -> Data { try await URLSession.shared.data(from: URL(string: "https://api.example.com/" + path)!).0 }
    func a() async throws -> Thing { let data = try await load("v1/a"); return try seconds.decode(Thing.self, from: data) }
    func b() async throws -> Thing {
        let decoder = makeDecoder()
        return try decoder.decode(Thing.self, from: try await load("v1/b"))
    }
    func c() async throws -> Thing { try JSONDecoder().decode(Thing.self, from: await load("v1/c")) }
    func d() async throws -> Thing {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .formatted(DateFormatter())
        return try decoder.decode(Thing.self, from: try await load("v1/d"))
    }
    func e() async throws -> Thing { try JSONDecoder.fraction.decode(Thing.self, from: await load("v1/e")) }
    func f(decoder: JSONDecoder) async throws -> Thing { try decoder.decode(Thing.self, from: await load("v1/f")) }
    func makeDecoder() -> JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        return decoder
    }
}
