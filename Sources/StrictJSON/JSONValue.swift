// SPDX-License-Identifier: Apache-2.0

/// A JSON value (RFC 8259) with the line on which it begins. Members keep their order.
package struct JSONValue: Sendable {
    package let line: Int
    package let content: Content

    /// What it is. Numbers stay as they are written, so that they can be written back.
    package indirect enum Content: Sendable {
        case null
        case boolean(Bool)
        case number(String)
        case string(String)
        case array([JSONValue])
        case object([Member])
    }

    /// A member of an object.
    package struct Member: Sendable {
        package let name: String
        package var value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package init(line: Int = 0, _ content: Content) {
        self.line = line
        self.content = content
    }

    /// The value of an object's member; nil without one, and for anything but an object.
    package subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// What kind of value it is, for errors.
    package var kind: String {
        switch content {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self.init(.string(value)) }
}

extension JSONValue {
    /// A whole number.
    package static func integer(_ number: some BinaryInteger) -> JSONValue { JSONValue(.number("\(number)")) }

    /// A text.
    package static func string(_ text: String) -> JSONValue { JSONValue(.string(text)) }

    /// True or false.
    package static func boolean(_ flag: Bool) -> JSONValue { JSONValue(.boolean(flag)) }

    /// An object of these members.
    package static func object(_ members: [Member]) -> JSONValue { JSONValue(.object(members)) }

    /// A list of these values.
    package static func array(_ elements: [JSONValue]) -> JSONValue { JSONValue(.array(elements)) }
}
