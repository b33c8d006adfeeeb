//= GET /v1/list -> [{id: text}]
//= GET /v1/maybe -> {id: text}?
//= GET /v1/map -> {*: number}
//= GET /v1/text -> text
//= GET /v1/typed -> {id: text}
//= GET /v1/later -> [{id: text}]
extension Api {
    func list() async throws -> [One] { return try await get("v1/list") }

    func maybe() async throws -> One? {
        try await get("v1/maybe")
    }

    func map() async throws -> Double {
        let all: [String: Double] = try await get("v1/map")
        return all["x"] ?? 0
    }

    func text() async throws -> Int {
        let text: String = try await get("v1/text")
        return text.count
    }

    func typed() async throws -> String { (try await get("v1/typed") as One).id }

    func later() async throws -> Int {
        async let all: [One] = get("v1/later")
        return try await all.count
    }
}
struct One: Decodable { let id: String }
