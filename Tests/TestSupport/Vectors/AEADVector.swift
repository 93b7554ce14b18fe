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

    package init(
        id: String, key: [UInt8], nonce: [UInt8], context: [UInt8], plaintext: [UInt8], ciphertext: [UInt8],
        tag: [UInt8], verdict: Verdict
    ) {
        self.id = id
        self.key = key
        self.nonce = nonce
        self.context = context
        self.plaintext = plaintext
        self.ciphertext = ciphertext
        self.tag = tag
        self.verdict = verdict
    }
}
