//alone
//= POST /v1/a -> ignored
//! 12 b: the method of /v1/b is made elsewhere
//! 16 c: the method of /v1/c is made elsewhere
struct Store {
    let base: String
    func a() async throws {
        var request = URLRequest(url: URL(string: base + "/v1/a")!); request.httpMethod = Method.post.rawValue
        _ = try await URLSession.shared.data(for: request)
    }
    func b(flag: Bool) async throws {
        var request = URLRequest(url: URL(string: base + "/v1/b")!); request.httpMethod = flag ? "GET" : "POST"
        _ = try await URLSession.shared.data(for: request)
    }
    func c(body: Data?) async throws {
        var request = URLRequest(url: URL(string: base + "/v1/c")!)
        if let body { request.httpMethod = "POST"; request.httpBody = body }
        _ = try await URLSession.shared.data(for: request)
    }
}
