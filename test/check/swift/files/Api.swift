actor Api {
    static let shared = Api()
    let base = "https://api.example.com/"
    let session = URLSession.shared
    let decoder: JSONDecoder

    init() {
        decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            let fraction = ISO8601DateFormatter()
            fraction.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
            if let date = fraction.date(from: text) ?? ISO8601DateFormatter().date(from: text) { return date }
            throw URLError(.cannotParseResponse)
        }
    }

    func get<T: Decodable>(_ path: String) async throws -> T {
        let (data, _) = try await session.data(from: URL(string: base + path)!)
        return try decoder.decode(T.self, from: data)
    }

    func send<B: Encodable>(_ path: String, method: String = "POST", body: B) async throws {
        var request = URLRequest(url: URL(string: base + path)!)
        request.httpMethod = method
        request.httpBody = try JSONEncoder().encode(body)
        _ = try await session.data(for: request)
    }
}
