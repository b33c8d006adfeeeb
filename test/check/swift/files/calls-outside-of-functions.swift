//= GET /v1/a -> [{id: text}]?
//= GET /v1/b -> {id: text}?
//= GET /v1/c -> {id: text}
struct One: Decodable { let id: String }
struct Page: View {
    @State var all: [One] = []
    var body: some View {
        List(all) { Text($0.id) }.task {
            let found: [One]? = try? await Api.shared.get("v1/a")
            all = found ?? []
        }
    }
}
final class Model {
    var one: One?
    init() { Task { self.one = try await Api.shared.get("v1/b") } }
    var latest: One { get async throws { try await Api.shared.get("v1/c") } }
}
