// SPDX-License-Identifier: Apache-2.0

/// Where bytes come from, front to back: a file, a pipe, memory. Used by one thread at a time.
package protocol ByteSource: ~Copyable {
    /// Appends what is there, at least one byte and at most the free space of `buffer`; nothing at the end, and then
    /// nothing again.
    ///
    /// - Throws: ``ByteStreamError``.
    mutating func read(into buffer: inout OutputSpan<UInt8>) throws(ByteStreamError)
}
