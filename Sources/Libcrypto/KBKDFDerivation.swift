// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
package import CryptoEngine

/// The library's own SP 800-108r1 counter mode (§4.1) over HMAC under one key. Owns keyed `EVP_KDF_CTX`s, which wait in a
/// pool between derivations: keying one looks algorithms up by name. Threads share the value without a lock.
@safe package final class KBKDFDerivation: KeyDerivation {
    private let algorithm: FetchedKDF
    private let digest: String
    private let key: KeyMaterial
    private let idle = HandlePool()
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

    deinit {
        while let kdf = unsafe idle.take() { unsafe EVP_KDF_CTX_free(kdf) }  // libcrypto wipes its copy of the key
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
        // The library takes an empty context for none, and keeps the one before: no kept handle may have one then.
        let waiting = unsafe context.isEmpty ? nil : idle.take()
        let kdf: OpaquePointer
        if let waiting = unsafe waiting { unsafe kdf = unsafe waiting } else { unsafe kdf = try makeKeyedContext() }
        do throws(CryptoError) {
            try ErrorQueue.perform("EVP_KDF_derive") {
                unsafe hufu_kbkdf_derive(
                    kdf, label, label.count, context.baseAddress, context.count, output.baseAddress, output.count)
            }
        } catch {
            unsafe EVP_KDF_CTX_free(kdf)
            throw error
        }
        unsafe EVP_KDF_CTX_free(idle.giveBack(kdf))  // nil, when it was kept, is nothing to free
    }

    /// A context that has derived nothing.
    private func makeKeyedContext() throws(CryptoError) -> OpaquePointer {
        let kdf = unsafe try ErrorQueue.handle("EVP_KDF_CTX_new") { unsafe EVP_KDF_CTX_new(algorithm.handle) }
        do throws(CryptoError) {
            try ErrorQueue.perform("EVP_KDF_CTX_set_params") {
                unsafe key.withUnsafeBytes { unsafe hufu_kbkdf_init(kdf, digest, $0.baseAddress, $0.count) }
            }
        } catch {
            unsafe EVP_KDF_CTX_free(kdf)
            throw error
        }
        return unsafe kdf
    }
}
