// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// What a command prints: results on standard output, everything else on standard error.
package enum Terminal {
    /// Writes to the terminal without a line feed, for what is drawn anew again and again.
    package static func draw(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

    /// Prints a line of result.
    package static func print(_ line: String) { write(Array((line + "\n").utf8), to: STDOUT_FILENO) }

    /// Prints a line for people: hints, warnings, errors.
    package static func note(_ line: String) { write(Array((line + "\n").utf8), to: STDERR_FILENO) }

    /// Prints a value as JSON, keys sorted, each name with a capital first letter as in the API.
    package static func print(json value: some Encodable) throws {
        print(try json(value))
    }

    /// A value as JSON, keys sorted, without a line feed at its end.
    package static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .custom { path in CapitalisedKey(path.last?.stringValue ?? "") }
        return try encoder.encode(value)
    }

    /// The same as text.
    package static func json(_ value: some Encodable) throws -> String {
        String(decoding: try encode(value), as: UTF8.self)
    }

    /// Prints name and value in two columns.
    package static func print(fields: [(String, String)], indentedBy indent: Int = 0) {
        print(table: fields.map { [$0.0, $0.1] }, indentedBy: indent)
    }

    /// Prints rows in columns as wide as their widest text.
    package static func print(table rows: [[String]], indentedBy indent: Int = 0) {
        for line in lines(ofTable: rows) { print(String(repeating: " ", count: indent) + line) }
    }

    /// The lines of a table: columns as wide as their widest text, two blanks apart.
    package static func lines(ofTable rows: [[String]]) -> [String] {
        let columnCount = rows.map(\.count).max() ?? 0
        let widths = (0..<columnCount).map { column in
            rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            row.enumerated().map { column, text in
                column == row.count - 1 ? text : text + String(repeating: " ", count: widths[column] - text.count + 2)
            }.joined()
        }
    }

    /// Whether standard error is a terminal, so that progress can be shown.
    package static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes all bytes. A reader that went away ends the output, not the command's work; a result that cannot be
    /// written for another reason, such as a full disk, ends the command.
    private static func write(_ bytes: [UInt8], to descriptor: CInt) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                guard errno != EPIPE, descriptor == STDOUT_FILENO else { return }
                let failure = CommandFailure.writing("standard output", .latest)
                note("\(ProcessInfo.processInfo.processName): \(failure)")
                exit(failure.status.rawValue)
            }
        }
    }
}

/// A member's name as the API writes it: `keyId` becomes `KeyId`.
private struct CapitalisedKey: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(_ name: String) { stringValue = name.prefix(1).uppercased() + name.dropFirst() }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}
