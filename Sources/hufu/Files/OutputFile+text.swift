// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyManagement

extension OutputFile {
    /// Writes a short result and finishes.
    ///
    /// - Throws: ``CommandFailure``: `internalError` when the system refuses, such as on a full disk.
    mutating func writeAll(_ bytes: Span<UInt8>) throws(CommandFailure) {
        do throws(ByteStreamError) {
            try write(bytes)
        } catch {
            throw CommandFailure(
                .internalError, "'\(name)' cannot be written: \(error.reason). Nothing was left behind.")
        }
        try finish()
    }

    /// Writes a short result and finishes.
    ///
    /// - Throws: as ``writeAll(_:)-(Span<UInt8>)``.
    mutating func writeAll(_ bytes: [UInt8]) throws(CommandFailure) { try writeAll(bytes.span) }

    /// Writes `text`, or `json` in its place, and a line feed.
    ///
    /// - Throws: as ``writeAll(_:)-(Span<UInt8>)``; what encoding throws.
    mutating func writeLine(_ text: String, asJSON json: (any Encodable)?) throws {
        let line = try json.map { try Terminal.json($0) } ?? text
        try writeAll(Array((line + "\n").utf8))
    }
}
