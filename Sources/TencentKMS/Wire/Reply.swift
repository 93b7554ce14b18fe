// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// What an action answers: the members of `Response` but for the request's ID, in their order.
struct Reply: Sendable {
    private(set) var members: [JSONValue.Member]

    /// A reply of these members.
    init(_ members: KeyValuePairs<String, JSONValue> = [:]) {
        self.members = members.map { JSONValue.Member($0.key, $0.value) }
    }

    /// Adds one more.
    mutating func append(_ name: String, _ value: JSONValue) { members.append(JSONValue.Member(name, value)) }

    /// The body that carries it.
    func body(requestID: String) -> [UInt8] { Self.body(of: members, requestID: requestID) }

    /// The body that carries an error.
    static func body(of error: APIError, in language: Language, requestID: String) -> [UInt8] {
        let details = JSONValue.object([
            JSONValue.Member("Code", .string(error.code.rawValue)),
            JSONValue.Member("Message", .string(error.message.text(in: language))),
        ])
        return body(of: [JSONValue.Member("Error", details)], requestID: requestID)
    }

    private static func body(of members: [JSONValue.Member], requestID: String) -> [UInt8] {
        let response = members + [JSONValue.Member("RequestId", .string(requestID))]
        return JSONValue.object([JSONValue.Member("Response", .object(response))]).compactBytes
    }
}
