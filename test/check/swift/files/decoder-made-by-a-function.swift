//alone
//= GET /v1/a -> {at: date(iso)}
//= GET /v1/b -> {at: date(seconds)}
struct Thing: Decodable { let at: Date }
actor Client {
    private let decoder: JSONDecoder
    private let other = Client.seconds()
    let session: URLSession

    init() {
        session = URLSession(configuration: .default)
        self.decoder = Self.makeDecoder()
    }

    init(session: URLSession) {
        self.session = session
        self.decoder = Self.makeDecoder()
    }

    private static func makeDecoder() -> JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            let fraction = ISO8601DateFormatter()
            fraction.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
            if let date = fraction.date(from: text) { return date }
            let plain = ISO8601DateFormatter()
            if let date = plain.date(from: text) { return date }
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date: \(text)")
        }
        return decoder
    }

    private static func seconds() -> JSONDecoder {
        let made = JSONDecoder()
        made.dateDecodingStrategy = .secondsSince1970
        return made
    }

    func a() async throws -> Thing {
        let (data, _) = try await session.data(from: URL(string: "https://api.example.com/v1/a")!)
        return try decoder.decode(Thing.self, from: data)
    }

    func b() async throws -> Thing {
        let (data, _) = try await session.data(from: URL(string: "https://api.example.com/v1/b")!)
        return try other.decode(Thing.self, from: data)
    }
}
