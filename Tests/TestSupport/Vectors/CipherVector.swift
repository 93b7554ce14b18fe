// SPDX-License-Identifier: Apache-2.0

/// One case of a block cipher in a mode without authentication.
package struct CipherVector: Sendable {
    /// Names the case in its file.
    package let id: String
    package let key: [UInt8]
    /// Empty for ECB; the first counter block for CTR.
    package let iv: [UInt8]
    package let plaintext: [UInt8]
    package let ciphertext: [UInt8]
}
