// SPDX-License-Identifier: Apache-2.0

/// One case of an AEAD cipher. Lengths are as the file has them: a product need not take them all.
package struct AEADVector: Sendable {
    /// Names the case in its file.
    package let id: String
    package let key: [UInt8]
    package let nonce: [UInt8]
    package let context: [UInt8]
    /// Meaningless unless the verdict is `valid`.
    package let plaintext: [UInt8]
    package let ciphertext: [UInt8]
    package let tag: [UInt8]
    package let verdict: Verdict
}
