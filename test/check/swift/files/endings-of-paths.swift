//= GET /v1/files/{path} -> flag
//! 5 the path ends in suffix, which may be anything
//! 6 the path begins with root, which may be anything
extension Api {
    func c(suffix: String) async throws -> Bool { try await get("v1/x\(suffix)") }
    func d() async throws -> Bool { try await get("\(Self.root)/things") }
    func a(path: String) async throws -> Bool { try await get("v1/files/\(path)") }
}
