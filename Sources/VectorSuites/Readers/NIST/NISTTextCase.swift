// SPDX-License-Identifier: Apache-2.0

/// One case of a ``NISTTextFile``: all its fields as text.
struct NISTTextCase {
    let file: VectorFile
    /// The line on which the case begins.
    let line: Int
    let fields: [String: String]

    /// Names a case that has no number of its own.
    var id: String { "the case at line \(line)" }

    /// A field as written; the file's reader has seen that it is there.
    func text(_ name: String) -> String { fields[name] ?? "" }

    /// - Throws: ``VectorFileError`` when the field does not spell bytes.
    func bytes(_ name: String) throws(VectorFileError) -> [UInt8] {
        try file.bytes(hex: text(name), field: name, line: line)
    }

    /// The bytes of `Msg`, which are as many as `Len` says in bits; `Len = 0` comes with one byte that does not count.
    ///
    /// - Throws: ``VectorFileError`` when the two contradict each other.
    func message() throws(VectorFileError) -> [UInt8] {
        let message = try bytes("Msg")
        if text("Len") == "0", message == [0] { return [] }
        guard text("Len") == "\(message.count * 8)" else { throw file.failure(line: line, "Msg is not of Len bits") }
        return message
    }
}
