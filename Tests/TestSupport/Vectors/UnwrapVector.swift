// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// One case of public-key decryption.
package struct UnwrapVector: Sendable {
    /// Names the case in its file.
    package let id: String
    package let algorithm: WrappingAlgorithm
    /// DER PKCS#8.
    package let privateKeyDER: [UInt8]
    /// The label of OAEP; empty for everything else.
    package let label: [UInt8]
    package let ciphertext: [UInt8]
    /// Meaningless unless the verdict is `valid`.
    package let plaintext: [UInt8]
    package let verdict: Verdict
    /// Whether the case sets a parameter that the algorithms of imports do not have, such as another hash.
    package let hasOtherParameter: Bool

    package init(
        id: String, algorithm: WrappingAlgorithm, privateKeyDER: [UInt8], label: [UInt8] = [], ciphertext: [UInt8],
        plaintext: [UInt8], verdict: Verdict, hasOtherParameter: Bool = false
    ) {
        self.id = id
        self.algorithm = algorithm
        self.privateKeyDER = privateKeyDER
        self.label = label
        self.ciphertext = ciphertext
        self.plaintext = plaintext
        self.verdict = verdict
        self.hasOtherParameter = hasOtherParameter
    }

    /// The case with one bit of the ciphertext flipped, which must be refused.
    package func altered(at offset: Int) -> UnwrapVector {
        var ciphertext = ciphertext
        ciphertext[offset] ^= 1
        return UnwrapVector(
            id: "\(id), byte \(offset) altered", algorithm: algorithm, privateKeyDER: privateKeyDER, label: label,
            ciphertext: ciphertext, plaintext: plaintext, verdict: .invalid, hasOtherParameter: hasOtherParameter)
    }
}
