// SPDX-License-Identifier: Apache-2.0

/// One file of vectors in memory, not yet understood.
package struct VectorFile: Sendable {
    /// The name, relative to the vector folder, for reports.
    package let name: String
    /// The bytes of the file.
    package let contents: [UInt8]

    /// The longest line that a text file may have, in bytes: twice what a key of 2²⁰ bits takes in hexadecimal.
    package static let longestLine = 1 << 19

    /// A file that has been read, or written by a test.
    package init(name: String, contents: [UInt8]) {
        self.name = name
        self.contents = contents
    }

    /// One line without its end, which is LF or CRLF, and without blanks around it.
    package struct Line: Sendable {
        /// Counted from 1.
        package let number: Int
        /// The line's text; bytes that are not UTF-8 show as U+FFFD, which no reader takes.
        package let text: String
    }

    /// All lines, blank ones too, read one by one.
    ///
    /// - Throws: from `body`; ``VectorFileError`` for a line longer than ``longestLine``.
    package func forEachLine(_ body: (Line) throws(VectorFileError) -> Void) throws(VectorFileError) {
        var (start, number) = (contents.startIndex, 1)
        while start <= contents.endIndex {
            let rest = contents[start...]
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            guard end - start <= Self.longestLine else {
                throw failure(line: number, "a line longer than \(Self.longestLine) bytes")
            }
            try body(Line(number: number, text: Self.text(of: contents[start..<end])))
            (start, number) = (end + 1, number + 1)
        }
    }

    /// The number of the last line.
    package var lastLine: Int { contents.count { $0 == UInt8(ascii: "\n") } + 1 }

    /// A field's name as errors repeat it: one that is longer than any name, or holds other than letters, digits, blanks
    /// and dashes, may be a value that a laboratory keeps to itself, and is not repeated.
    package static func shownName(_ name: some StringProtocol) -> String {
        let isName =
            name.utf8.count <= 32
            && name.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789 .-_[]".unicodeScalars.contains(scalar))
            }
        return isName ? String(name) : "…"
    }

    /// The error for a line of this file.
    package func failure(line: Int, _ reason: String) -> VectorFileError {
        VectorFileError(file: name, place: "line \(line)", reason: reason)
    }

    /// The bytes that a field's hexadecimal text spells.
    ///
    /// - Throws: ``VectorFileError`` with the field's name.
    package func bytes(hex text: String, field: String, line: Int) throws(VectorFileError) -> [UInt8] {
        guard let bytes = [UInt8](hexText: text) else { throw failure(line: line, "\(field) is not hexadecimal") }
        return bytes
    }

    private static func text(of line: ArraySlice<UInt8>) -> String {
        let isBlank: (UInt8) -> Bool = {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r")
        }
        let end = line.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? line.startIndex
        return String(decoding: line[..<end].drop(while: isBlank), as: UTF8.self)
    }
}
