// SPDX-License-Identifier: Apache-2.0

/// Writes JSON as people read it: two blanks a level, members in their order, empty arrays and objects on one line.
package enum JSONWriter {
    /// The text with a line feed at its end.
    package static func text(of value: JSONValue) -> String {
        var text = ""
        write(value, level: 0, to: &text)
        return text + "\n"
    }

    private static func write(_ value: JSONValue, level: Int, to text: inout String) {
        switch value.content {
        case .null: text += "null"
        case .boolean(let flag): text += flag ? "true" : "false"
        case .number(let digits): text += digits
        case .string(let string): write(string, to: &text)
        case .array(let elements):
            write(elements, between: ("[", "]"), level: level, to: &text) { write($0, level: level + 1, to: &$1) }
        case .object(let members):
            write(members, between: ("{", "}"), level: level, to: &text) { member, text in
                write(member.name, to: &text)
                text += ": "
                write(member.value, level: level + 1, to: &text)
            }
        }
    }

    private static func write<Part>(
        _ parts: [Part], between marks: (String, String), level: Int, to text: inout String,
        each write: (Part, inout String) -> Void
    ) {
        text += marks.0
        for (index, part) in parts.enumerated() {
            text += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: level + 1)
            write(part, &text)
        }
        text += (parts.isEmpty ? "" : "\n" + String(repeating: "  ", count: level)) + marks.1
    }

    private static func write(_ string: String, to text: inout String) {
        text += String(decoding: JSONValue.string(string).compactBytes, as: UTF8.self)
    }
}
