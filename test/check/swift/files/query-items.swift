//alone
//= GET /v1/things?limit: whole&q?: text -> [{id: text}]
//= DELETE /v1/things?all: "true" -> ignored
struct One: Decodable { let id: String }
struct Store {
    let base: String
    func things(limit: Int, q: String?) async throws -> [One] {
        var components = URLComponents(string: base + "/v1/things")!
        components.queryItems = [URLQueryItem(name: "limit", value: String(limit))]
        if let q { components.queryItems?.append(URLQueryItem(name: "q", value: q)) }
        var request = URLRequest(url: components.url!)
        request.httpMethod = "GET"
        let (data, _) = try await URLSession.shared.data(for: request)
        return try JSONDecoder().decode([One].self, from: data)
    }
    func clear() async throws {
        let url = URL(string: "\(base)/v1/things")!.appending(queryItems: [URLQueryItem(name: "all", value: "true")])
        var request = URLRequest(url: url)
        request.httpMethod = "DELETE"
        _ = try await URLSession.shared.data(for: request)
    }
}
