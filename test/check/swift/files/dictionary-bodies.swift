//alone
//= POST /v1/things {name: text, count: whole, note?: text} -> ignored
//= PUT /v1/bytes bytes -> ignored
struct Store {
    let base: String
    func create(name: String, count: Int, note: String?) async throws {
        var payload: [String: Any] = ["name": name, "count": count]
        if let note { payload["note"] = note }
        var request = URLRequest(url: URL(string: base + "v1/things")!)
        request.httpMethod = "POST"
        request.httpBody = try JSONSerialization.data(withJSONObject: payload)
        _ = try await URLSession.shared.data(for: request)
    }
    func upload(data: Data) async throws {
        var request = URLRequest(url: URL(string: base + "v1/bytes")!)
        request.httpMethod = "PUT"
        request.httpBody = data
        _ = try await URLSession.shared.data(for: request)
    }
}
