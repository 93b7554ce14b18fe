// SPDX-License-Identifier: Apache-2.0

/// A length of plaintext that is measured.
package struct MessageSize: Sendable, Hashable {
    /// In bytes.
    package let byteCount: Int

    package init(_ byteCount: Int) { self.byteCount = byteCount }

    /// As benchmark names show it: `32 B`, `4 KiB`, `16 MiB`.
    package var name: String {
        switch byteCount {
        case let bytes where bytes >= 1 << 20 && bytes.isMultiple(of: 1 << 20): "\(bytes >> 20) MiB"
        case let bytes where bytes >= 1 << 10 && bytes.isMultiple(of: 1 << 10): "\(bytes >> 10) KiB"
        default: "\(byteCount) B"
        }
    }

    /// From one block to what no cache near the core holds.
    static let all = [
        16, 32, 64, 256, 512, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 1 << 20, 16 << 20,
    ].map(MessageSize.init)
    /// A key and a page, and what lies between.
    static let short = [32, 256, 4 << 10].map(MessageSize.init)
    /// Where two threads have enough to do.
    static let shared = [4 << 10, 64 << 10, 1 << 20].map(MessageSize.init)
    /// Files.
    static let long = [1 << 20, 16 << 20].map(MessageSize.init)
}
