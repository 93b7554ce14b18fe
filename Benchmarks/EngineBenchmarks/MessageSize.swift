// SPDX-License-Identifier: Apache-2.0

/// A length of plaintext that is measured.
struct MessageSize {
    /// As benchmark names show it.
    let name: String
    /// In bytes.
    let byteCount: Int

    /// The size of a key, and of a page.
    static let all = [MessageSize(name: "32 B", byteCount: 32), MessageSize(name: "4 KiB", byteCount: 4096)]
}
