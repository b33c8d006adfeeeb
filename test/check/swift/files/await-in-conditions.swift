//= GET /v1/thing -> unread(first: the type that is decoded is not written down)
//= GET /v1/thing -> {id: text}?
struct Thing: Decodable { let id: String }
extension Api {
    func first() async throws -> Thing? {
        if let thing: Thing = try? await get("v1/thing") {
            return thing
        }
        if await isReady { return nil }
        for thing in try await list() { print(thing) }
        switch try await state() {
        case 1: return nil
        default: break
        }
        while let next = try await next() { print(next) }
        return try await get(
            "v1/thing",
        )
    }
}
