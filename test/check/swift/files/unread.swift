//alone
//= GET /v1/hand -> unread(byHand looks into the answer by hand)
//= GET /v1/thing -> {a: unread(no source declares the type Elsewhere), b: unread(the property wrapper @Lossy decodes in its own way), c: {next: unread(Node holds itself)}, d: unread(the cases of Tagged carry values), e: unread(a list is decoded by hand)}
//! 15 elsewhere: the address is made elsewhere
struct Store {
    func byHand() async throws -> Int {
        let (data, _) = try await URLSession.shared.data(from: URL(string: "https://api.example.com/v1/hand")!)
        let json = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return json?["n"] as? Int ?? 0
    }
    func thing() async throws -> Thing {
        let (data, _) = try await URLSession.shared.data(from: URL(string: "https://api.example.com/v1/thing")!)
        return try JSONDecoder().decode(Thing.self, from: data)
    }
    func elsewhere() async throws { _ = try await URLSession.shared.data(from: Settings.current.address) }
}
struct Thing: Decodable {
    let a: Elsewhere
    @Lossy var b: [Int]
    let c: Node
    let d: Tagged
    let e: Pair
}
final class Node: Decodable { let next: Node }
enum Tagged: Decodable { case text(String), number(Int) }
struct Pair: Decodable {
    let first: Int
    init(from decoder: Decoder) throws {
        var list = try decoder.unkeyedContainer()
        first = try list.decode(Int.self)
    }
}
