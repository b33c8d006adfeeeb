//= GET /v1/a?limit: whole&all: flag&q: text -> flag
//= GET /v1/b?limit: whole&since?: text&on?: flag&tags?: text&fixed?: "true" -> flag
//= GET /v1/c?from: text&to?: text -> flag
//= GET /v1/d?n: number&mode?: text -> flag
//= GET /v1/f?n: number&mode?: text -> flag
//= GET /v1/e?x?: whole -> flag
extension Api {
    func a(limit: Int = 50, all: Bool, q: String) async throws -> Bool {
        let encoded = q.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? q
        return try await get("v1/a?limit=\(limit)&all=\(all)&q=\(encoded)")
    }
    func b(limit: Int, since: Date? = nil, on: Bool? = nil, tags: [String]? = nil, fixed: Bool) async throws -> Bool {
        var items: [String] = ["limit=\(limit)"]
        if let since = since {
            let formatter = ISO8601DateFormatter()
            items.append("since=\(formatter.string(from: since))")
        }
        if let on { items.append("on=\(on)") }
        if let tags = tags, !tags.isEmpty { items.append("tags=\(tags.joined(separator: ","))") }
        if fixed { items += ["fixed=true"] }
        let endpoint = "v1/b?\(items.joined(separator: "&"))"
        return try await get(endpoint)
    }
    func c(from: String, to: String?) async throws -> Bool {
        var endpoint = "v1/c?from=\(from)"
        if let to = to { endpoint += "&to=\(to)" }
        return try await get(endpoint)
    }
    func d(n: Double, mode: Mode?) async throws -> Bool {
        let mode = mode.map { "&mode=\($0.rawValue)" } ?? ""
        return try await get("v1/d?n=\(n)\(mode)")
    }
    func f(n: Double, mode: Mode?) async throws -> Bool {
        return try await get("v1/f?n=\(n)" + (mode != nil ? "&mode=\(mode!.rawValue)" : ""))
    }
    func e(x: Int?) async throws -> Bool {
        var endpoint = "v1/e"
        if let x { endpoint += "?x=\(x)" }
        return try await get(endpoint)
    }
}
enum Mode: String { case a }
