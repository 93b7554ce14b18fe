// SPDX-License-Identifier: Apache-2.0

/// Where bytes go, front to back: a file, a pipe, memory. Used by one thread at a time.
package protocol ByteSink: ~Copyable {
    /// Writes all of `bytes`.
    ///
    /// - Throws: ``ByteStreamError``; how much was written is then unknown.
    mutating func write(_ bytes: Span<UInt8>) throws(ByteStreamError)
}
