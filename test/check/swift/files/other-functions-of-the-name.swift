//= GET /v1/thing -> {id: text}
//! 10 no call was read that asks for /v1/not-a-call
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Thing: Decodable { let id: String }
struct Cache {
    func get(_ key: String) -> String { key }
    func look() -> String { get("v1/not-a-call") }
}
struct Page {
    let cache = Cache()
    func show() -> String { cache.get("title") }
}
