//= GET /v1/thing -> {edges: [{node: {id: text}}], meta: {item: {n: whole}}}
extension Api {
    func thing() async throws -> Thing { try await get("v1/thing") }
}
struct Page<Item: Decodable>: Decodable {
    struct Edge: Decodable { let node: Item }
    let edges: [Edge]
    let meta: Meta
}
struct Meta: Decodable { let item: Item }
struct Item: Decodable { let n: Int }
struct One: Decodable { let id: String }
typealias Thing = Page<One>
