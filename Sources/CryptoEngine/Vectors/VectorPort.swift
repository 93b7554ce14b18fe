// SPDX-License-Identifier: Apache-2.0

/// What official suites need beyond production: given nonces, other lengths, block modes, bare primitives, each computed
/// by an implementation of the suite's choice.
///
/// Never public: an integrator could repeat a nonce, or use a mode without authentication. Questions and answers are
/// plain bytes: a suite's keys are published, and nothing else may be asked.
package protocol VectorPort: CryptoEdition {
    /// The implementations that can compute an algorithm here, such as `CSM4 portable` and `libgcrypt 1.10.1`, production's
    /// own first; none where the edition does not have it.
    func implementations(of algorithm: VectorAlgorithm) -> [String]

    /// Answers one question.
    ///
    /// - Parameters:
    ///   - question: lengths may be any; each is checked.
    ///   - implementation: one of those that ``implementations(of:)`` lists for the question's algorithm.
    /// - Returns: what the question's case says.
    /// - Throws: ``VectorRefusal``.
    func answer(_ question: VectorQuestion, by implementation: String) throws(VectorRefusal) -> [UInt8]

    /// Seals by production's own encryptor under a given nonce of 12 bytes, which no other caller can do.
    ///
    /// - Returns: `nonce ‖ ciphertext ‖ tag`.
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    func sealAsProduct(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, key: borrowing KeyMaterial, nonce: [UInt8]
    ) throws(CryptoError) -> [UInt8]
}
