//alone
//= GET /v1/a -> {at: date(unread)}
//= GET /v1/b -> {at: date(unread)}
struct Thing: Decodable { let at: Date }
struct Store {
    func a() async throws -> Thing {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            guard let date = ISO8601DateFormatter.fractional.date(from: text) ?? ISO8601DateFormatter.plain.date(from: text) else { throw URLError(.badURL) }
            return date
        }
        return try decoder.decode(Thing.self, from: try await URLSession.shared.data(from: URL(string: "https://api.example.com/v1/a")!).0)
    }
    func b() async throws -> Thing {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            guard let date = ISO8601DateFormatter().date(from: text) else { return Date() }
            return date
        }
        return try decoder.decode(Thing.self, from: try await URLSession.shared.data(from: URL(string: "https://api.example.com/v1/b")!).0)
    }
}
