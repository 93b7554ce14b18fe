// SPDX-License-Identifier: Apache-2.0
import Console
import Foundation
import KeyManagement

extension OutputFile {
    /// Writes a short result and finishes.
    ///
    /// - Throws: ``CommandFailure`` by ``CommandFailure/writing(_:_:)``.
    mutating func writeAll(_ bytes: Span<UInt8>) throws(CommandFailure) {
        do throws(ByteStreamError) {
            try write(bytes)
        } catch {
            throw CommandFailure.writing(name, failure ?? SystemFailure(code: EIO))
        }
        try finish()
    }

    /// Writes a short result and finishes.
    ///
    /// - Throws: as ``writeAll(_:)-(Span<UInt8>)``.
    mutating func writeAll(_ bytes: [UInt8]) throws(CommandFailure) { try writeAll(bytes.span) }

    /// Writes `text` and a line feed. On standard output `json` takes the text's place; beside a file it is printed.
    ///
    /// - Throws: as ``writeAll(_:)-(Span<UInt8>)``; what encoding throws.
    mutating func writeLine(_ text: String, asJSON json: (any Encodable)?) throws {
        if isStandardOutput, let json { return try Terminal.print(json: json) }
        try writeAll(Array((text + "\n").utf8))
        if let json { try Terminal.print(json: json) }
    }
}
