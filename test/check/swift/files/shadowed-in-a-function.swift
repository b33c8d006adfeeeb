//= GET /v1/one -> {a: whole}
//= GET /v1/two -> {b: text}
//= GET /v1/three -> {c: flag}
extension Api {
    func one() async throws {
        struct Answer: Decodable { let a: Int }
        let _: Answer = try await get("v1/one")
    }

    func two() async throws {
        struct Answer: Decodable { let b: String }
        let answer: Answer = try await get("v1/two")
        print(answer.b)
    }

    func three() async throws -> Answer { try await get("v1/three") }
}
struct Answer: Decodable { let c: Bool }
