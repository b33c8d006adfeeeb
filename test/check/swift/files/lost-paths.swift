//! 6 no call was read that asks for /v9/hidden
enum Endpoint {
    case hidden
    var path: String {
        switch self {
        case .hidden: return "v9/hidden"
        }
    }
}
