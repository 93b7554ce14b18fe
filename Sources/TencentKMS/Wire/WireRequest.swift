// SPDX-License-Identifier: Apache-2.0

/// One request as it came over HTTP, whichever server took it.
public struct WireRequest: Sendable {
    /// One header field.
    public struct Header: Sendable {
        /// The name in lower case.
        public let name: String
        /// The value as received.
        public let value: String

        /// A field; the name is put in lower case.
        public init(_ name: String, _ value: String) {
            // Most servers hand names over in lower case.
            self.name = name.utf8.contains { $0 >= 0x80 || (0x41...0x5A).contains($0) } ? name.lowercased() : name
            self.value = value
        }
    }

    /// Such as `POST`.
    public let method: String
    /// The path in front of `?`.
    public let path: String
    /// What stands behind `?`, as sent; empty without one.
    public let query: String
    /// All fields in the order received; `host` among them.
    public let headers: [Header]
    /// The whole body.
    public let body: [UInt8]

    /// A request as a server received it.
    public init(method: String, path: String, query: String, headers: [Header], body: [UInt8]) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The value of a field without blanks around it; nil without one.
    ///
    /// - Throws: ``APIError`` when the field is there twice: which one counts would be anybody's guess.
    func header(_ name: String) throws(APIError) -> String? {
        var found: String?
        for header in headers where header.name == name {
            guard found == nil else { throw .doubledHeader(name) }
            found = header.value
        }
        return found.map(Self.trimmed)
    }

    /// Without blanks and tabs around it.
    static func trimmed(_ text: String) -> String {
        guard let first = text.utf8.first, let last = text.utf8.last, isBlank(first) || isBlank(last) else {
            return text
        }
        let head = text.utf8.drop(while: isBlank)
        return String(Substring(head.prefix(head.count - head.reversed().prefix(while: isBlank).count)))
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
