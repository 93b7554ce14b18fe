// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// What an action answers: the members of `Response` but for the request's ID, in their order.
struct Reply: Sendable {
    private(set) var members: [JSONValue.Member]
    /// Whether everything asked for was done, with approved functions alone.
    var isApproved: Bool
    /// What failed in a part of it, for the log alone.
    var cause: String?

    /// A reply of these members.
    init(_ members: KeyValuePairs<String, JSONValue> = [:], isApproved: Bool = true) {
        self.members = members.map { JSONValue.Member($0.key, $0.value) }
        self.isApproved = isApproved
    }

    /// Adds one more.
    mutating func append(_ name: String, _ value: JSONValue) { members.append(JSONValue.Member(name, value)) }

    /// The body that carries it.
    func body(requestID: String) -> [UInt8] { Self.body(of: members, requestID: requestID) }

    /// The body that carries an error.
    static func body(of error: APIError, in language: Language, requestID: String) -> [UInt8] {
        body(of: [JSONValue.Member("Error", error.json(in: language))], requestID: requestID)
    }

    private static func body(of members: [JSONValue.Member], requestID: String) -> [UInt8] {
        let response = members + [JSONValue.Member("RequestId", .string(requestID))]
        return JSONValue.object([JSONValue.Member("Response", .object(response))]).compactBytes
    }
}

extension APIError {
    /// Its code and message, as the wire has them.
    func json(in language: Language) -> JSONValue {
        .object([
            JSONValue.Member("Code", .string(code.rawValue)),
            JSONValue.Member("Message", .string(message.text(in: language))),
        ])
    }
}
