//= GET /v1/a -> unread(a looks into the answer by hand)
//= GET /v1/b -> ignored
//= GET /v1/c -> ignored
struct One { init(data: Data) {} }
extension Api {
    func a() async throws -> One {
        let (data, _) = try await session.data(from: URL(string: base + "v1/a")!)
        return One(data: data)
    }
    func b() async throws {
        let (data, response) = try await session.data(from: URL(string: base + "v1/b")!)
        print(String(data: data, encoding: .utf8) ?? "", data.count, response)
    }
    func c() async throws { _ = try await session.data(from: URL(string: base + "v1/c")!) }
}
