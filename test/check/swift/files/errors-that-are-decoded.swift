//= GET /v1/a -> {id: text}
//= GET /v1/b -> {id: text}
struct Failure: Decodable, Error { let message: String }
struct One: Decodable { let id: String }
extension Api {
    func a() async throws -> One {
        let (data, response) = try await session.data(from: URL(string: base + "v1/a")!)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else {
            throw try decoder.decode(Failure.self, from: data)
        }
        let one = try decoder.decode(One.self, from: data)
        return one
    }
    func b() async throws -> One {
        let (data, _) = try await session.data(from: URL(string: base + "v1/b")!)
        if let failure = try? decoder.decode(Failure.self, from: data) { throw failure }
        do {
            return try decoder.decode(One.self, from: data)
        } catch {
            print((try? decoder.decode(Failure.self, from: data)) as Any)
            throw error
        }
    }
}
