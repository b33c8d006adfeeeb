//alone
//= GET /v1/a -> {id: text}
//= GET /v1/b -> {id: text}
struct One: Decodable { let id: String }
func fetch<T: Decodable>(_ path: String) async throws -> T {
    try JSONDecoder().decode(T.self, from: try await URLSession.shared.data(from: URL(string: "https://api.example.com/" + path)!).0)
}
class Base {
    func get<T: Decodable>(_ path: String) async throws -> T {
        try JSONDecoder().decode(T.self, from: try await URLSession.shared.data(from: URL(string: "https://api.example.com/" + path)!).0)
    }
}
final class Things: Base {
    func a() async throws -> One { try await get("v1/a") }
    func b() async throws -> One { try await fetch("v1/b") }
}
