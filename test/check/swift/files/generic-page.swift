//= GET /v1/thing -> {items: [{id: text}], next?: text}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}

struct Page<Item: Decodable>: Decodable { let items: [Item]; let next: String? }
struct One: Decodable { let id: String }
typealias Thing = Page<One>
