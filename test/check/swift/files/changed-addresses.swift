//alone
//= GET /v1/things/all?a: "1"&b?: text -> ignored
//= GET /v1/parts?x: "1"&y?: "2" -> ignored
//= GET /v1/rest?q: text -> ignored
struct Store {
    let base: String
    func a(b: String?) async throws {
        var url = URL(string: base + "/v1/things")!
        url.appendPathComponent("all")
        url.append(queryItems: [URLQueryItem(name: "a", value: "1")])
        if let b { url.append(queryItems: [URLQueryItem(name: "b", value: b)]) }
        _ = try await URLSession.shared.data(from: url)
    }
    func b(more: Bool) async throws {
        var components = URLComponents(string: base + "/v1")!
        components.path += "/parts"
        components.queryItems = [URLQueryItem(name: "x", value: "1")]
        if more { components.queryItems?.append(contentsOf: [URLQueryItem(name: "y", value: "2")]) }
        _ = try await URLSession.shared.data(from: components.url!)
    }
    func c(q: String) async throws {
        var path = "/v1/rest"
        path.append("?q=\(q)")
        _ = try await URLSession.shared.data(from: URL(string: base + path)!)
    }
}
