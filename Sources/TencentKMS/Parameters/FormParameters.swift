// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Parameters of a query or an urlencoded form: names with dots, such as `Tags.0.TagKey`, and texts.
struct FormParameters: Sendable {
    /// In the order received, decoded.
    let pairs: [(name: String, value: String)]

    /// How many pairs are taken.
    private static let most = 1000

    /// Decodes `application/x-www-form-urlencoded`: `+` is a blank, `%XX` a byte, the whole UTF-8.
    ///
    /// - Throws: `InvalidParameter`.
    init(_ text: some Collection<UInt8>) throws(APIError) {
        var pairs: [(name: String, value: String)] = []
        var names: Set<String> = []
        for part in text.split(separator: UInt8(ascii: "&")) {
            let mark = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            guard let name = Self.decoded(part[..<mark]), let value = Self.decoded(part[mark...].dropFirst()) else {
                throw .malformedForm("a '%' without two digits, or no UTF-8")
            }
            guard names.insert(name).inserted else { throw .malformedForm("a name that occurs twice") }
            pairs.append((name, value))
            guard pairs.count <= Self.most else { throw .malformedForm("more than \(Self.most) parameters") }
        }
        self.pairs = pairs
    }

    subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    func required(_ name: String) throws(APIError) -> String {
        guard let value = self[name] else { throw .missing(name) }
        return value
    }

    /// The same parameters as a tree, without those of the envelope.
    ///
    /// - Throws: `InvalidParameter` for names that contradict each other, and for lists with gaps.
    func tree(without envelope: Set<String> = []) throws(APIError) -> JSONValue {
        let root = Branch()
        for (name, value) in pairs where !envelope.contains(name) {
            try root.insert(value, at: name.split(separator: ".", omittingEmptySubsequences: false)[...])
        }
        return .object(try root.members())
    }

    private static func decoded(_ bytes: some Sequence<UInt8>) -> String? {
        var decoded: [UInt8] = []
        var digits: [UInt8] = []
        var isEscape = false
        for byte in bytes {
            if isEscape {
                digits.append(byte)
                guard digits.count == 2 else { continue }
                guard digits.allSatisfy(\.isHexDigit),
                    let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
                else { return nil }
                decoded.append(value)
                (digits, isEscape) = ([], false)
            } else if byte == UInt8(ascii: "%") {
                isEscape = true
            } else {
                decoded.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return isEscape ? nil : String(validating: decoded, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool { Character(UnicodeScalar(self)).isHexDigit }
}

/// A node of the tree while it grows.
private final class Branch {
    private var value: String?
    private var children: [(name: Substring, branch: Branch)] = []

    /// Names as deep as the API's deepest, with room.
    private static let deepest = 8

    func insert(_ text: String, at path: ArraySlice<Substring>, depth: Int = 0) throws(APIError) {
        guard let name = path.first else {
            guard value == nil, children.isEmpty else { throw .malformedForm("names that contradict each other") }
            value = text
            return
        }
        guard value == nil, depth < Self.deepest else { throw .malformedForm("names that contradict each other") }
        let child =
            children.first { $0.name == name }?.branch
            ?? {
                let branch = Branch()
                children.append((name, branch))
                return branch
            }()
        try child.insert(text, at: path.dropFirst(), depth: depth + 1)
    }

    func members() throws(APIError) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        for (name, branch) in children { members.append(JSONValue.Member(String(name), try branch.tree())) }
        return members
    }

    private func tree() throws(APIError) -> JSONValue {
        if let value { return .string(value) }
        guard let first = children.first, Int(first.name) != nil else { return .object(try members()) }
        var elements: [JSONValue] = []
        for place in children.indices {
            guard let child = children.first(where: { $0.name == "\(place)" }) else {
                throw .malformedForm("a list whose places do not count from 0")
            }
            elements.append(try child.branch.tree())
        }
        return .array(elements)
    }
}

extension APIError {
    fileprivate static func malformedForm(_ reason: String) -> APIError {
        APIError(
            .invalidParameter, "The parameters hold \(reason). Encode them as application/x-www-form-urlencoded.",
            zh: "请求参数编码错误（\(reason)），请按 application/x-www-form-urlencoded 编码。")
    }
}
