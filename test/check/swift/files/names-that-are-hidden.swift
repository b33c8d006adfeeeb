//= GET /v1/x?status: text -> flag
//= GET /v1/u/{status} -> flag
let status = "open"
extension Api {
    func a(status: String) async throws -> Bool { try await get("v1/x?status=\(status)") }
    func b(all: [String]) async throws -> Bool {
        for status in all { return try await get("v1/u/\(status)") }
        return false
    }
}
