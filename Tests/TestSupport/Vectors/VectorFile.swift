// SPDX-License-Identifier: Apache-2.0

/// One file of vectors in memory, not yet understood.
package struct VectorFile: Sendable {
    /// The name, relative to the vector folder, for reports.
    package let name: String
    /// The bytes of the file.
    package let contents: [UInt8]

    /// One line without its end, which is LF or CRLF, and without white space around it.
    package struct Line: Sendable {
        /// Counted from 1.
        package let number: Int
        /// The line's text.
        package let text: String
    }

    /// A file that has been read, or written by a test.
    package init(name: String, contents: [UInt8]) {
        self.name = name
        self.contents = contents
    }

    /// All lines, blank ones too.
    package var lines: [Line] {
        contents.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().map {
            Line(number: $0 + 1, text: VectorFile.trimmed(String(decoding: $1, as: UTF8.self)))
        }
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

    private static func trimmed(_ text: String) -> String {
        let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.startIndex
        return String(text[..<end].drop(while: \.isWhitespace))
    }
}
