// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
package import CryptoEngine

/// The library's own SP 800-108r1 counter mode (§4.1) over HMAC. A context of its own per derivation, so threads share
/// the value without a lock.
package final class KBKDFDerivation: KeyDerivation {
    private let algorithm: FetchedKDF
    private let digest: String
    private let key: KeyMaterial
    private let edition: Edition

    /// - Parameters:
    ///   - algorithm: `KBKDF`.
    ///   - digest: the name of HMAC's hash, such as `SHA2-256`.
    ///   - key: copied.
    ///   - edition: whose labels are used.
    package init(_ algorithm: FetchedKDF, digest: String, key: borrowing KeyMaterial, edition: Edition) {
        self.algorithm = algorithm
        self.digest = digest
        self.key = KeyMaterial(copying: key)
        self.edition = edition
    }

    package func derive(
        _ purpose: DerivationPurpose, context: Span<UInt8>, byteCount: Int
    ) throws(CryptoError) -> KeyMaterial {
        try DerivedLength.check(byteCount: byteCount)
        return try KeyMaterial(byteCount: byteCount) { (output: inout MutableSpan<UInt8>) throws(CryptoError) in
            try unsafe output.withUnsafeMutableBufferPointer { (output) throws(CryptoError) in
                try unsafe context.withUnsafeBufferPointer { (context) throws(CryptoError) in
                    try unsafe derive(label: purpose.label(in: edition), context: context, into: output)
                }
            }
        }
    }

    private func derive(
        label: [UInt8], context: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) throws(CryptoError) {
        let kdf = unsafe try ErrorQueue.handle("EVP_KDF_CTX_new") { unsafe EVP_KDF_CTX_new(algorithm.handle) }
        defer { unsafe EVP_KDF_CTX_free(kdf) }
        try unsafe key.withUnsafeBytes { (key) throws(CryptoError) in
            try ErrorQueue.perform("EVP_KDF_derive") {
                unsafe hufu_kbkdf_derive(
                    kdf, digest, key.baseAddress, key.count, label, label.count, context.baseAddress, context.count,
                    output.baseAddress, output.count)
            }
        }
    }
}
