// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// What an action, or one item of a batch, answers: the members of `Response` but for the request's ID, in their order.
struct Reply: Sendable {
    private(set) var members: [JSONValue.Member]
    /// The error's code; nil for success.
    let code: ErrorCode?
    /// Whether everything asked for was done, with approved functions alone.
    let isApproved: Bool
    /// What failed, wholly or in a part, for the log alone.
    let cause: String?

    /// A reply of these members.
    init(_ members: KeyValuePairs<String, JSONValue> = [:], isApproved: Bool = true, cause: String? = nil) {
        self.members = members.map { JSONValue.Member($0.key, $0.value) }
        code = nil
        self.isApproved = isApproved
        self.cause = cause
    }

    /// What is answered to an error; its cause is told when the service failed, and not the request.
    init(reporting error: any Error, in language: Language) {
        let answer = APIError(reporting: error)
        let details = JSONValue.object([
            JSONValue.Member("Code", .string(answer.code.rawValue)),
            JSONValue.Member("Message", .string(answer.message.text(in: language))),
        ])
        members = [JSONValue.Member("Error", details)]
        code = answer.code
        isApproved = false
        cause = answer.isFault ? "\(error)" : nil
    }

    /// Adds one more.
    mutating func append(_ name: String, _ value: JSONValue) { members.append(JSONValue.Member(name, value)) }

    /// The body that carries it.
    func body(requestID: String) -> [UInt8] {
        let response = members + [JSONValue.Member("RequestId", .string(requestID))]
        return JSONValue.object([JSONValue.Member("Response", .object(response))]).compactBytes
    }
}
