//= GET /v1/things/{id} -> flag
//= GET /v1/things/{thingId}/parts/{id} -> flag
//= GET /v1/fixed -> flag
//= GET /v1/things/{uuidString}/on -> flag
//= GET /v1/models/{model}:{action} -> flag
extension Api {
    func a(id: String) async throws -> Bool { try await get("v1/things/\(id)") }
    func b(thing: One, thingId: String) async throws -> Bool { try await get("v1/things/\(thingId)/parts/" + thing.id) }
    func c() async throws -> Bool { try await get(Paths.fixed) }
    func d(id: UUID) async throws -> Bool {
        let path = "v1/things/\(id.uuidString)"
        return try await get(path + "/on")
    }
    func e(model: String, action: String) async throws -> Bool { try await get("/v1/models/\(model):\(action)") }
}
struct One: Decodable { let id: String }
enum Paths { static let fixed = "v1/fixed" }
