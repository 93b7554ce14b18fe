// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

extension LibraryContext {
    /// The kinds of algorithm that ``canFetch(_:_:properties:)`` asks for.
    package enum AlgorithmKind: Sendable {
        case cipher, digest, mac, kdf, random, keyManagement, asymmetricCipher, signature
    }

    /// Whether a loaded provider offers the algorithm under these properties together with the context's own.
    ///
    /// - Parameters:
    ///   - kind: which kind of algorithm.
    ///   - name: OpenSSL's name of it.
    ///   - properties: a property query; nil asks with the context's default alone.
    /// - Returns: false when there is none.
    package func canFetch(_ kind: AlgorithmKind, _ name: String, properties: String? = nil) -> Bool {
        ErrorQueue.clear()
        defer { ErrorQueue.clear() }
        switch kind {
        case .cipher:
            return unsafe found(EVP_CIPHER_fetch(handle, name, properties), EVP_CIPHER_free)
        case .digest:
            return unsafe found(EVP_MD_fetch(handle, name, properties), EVP_MD_free)
        case .mac:
            return unsafe found(EVP_MAC_fetch(handle, name, properties), EVP_MAC_free)
        case .kdf:
            return unsafe found(EVP_KDF_fetch(handle, name, properties), EVP_KDF_free)
        case .random:
            return unsafe found(EVP_RAND_fetch(handle, name, properties), EVP_RAND_free)
        case .keyManagement:
            return unsafe found(EVP_KEYMGMT_fetch(handle, name, properties), EVP_KEYMGMT_free)
        case .asymmetricCipher:
            return unsafe found(EVP_ASYM_CIPHER_fetch(handle, name, properties), EVP_ASYM_CIPHER_free)
        case .signature:
            return unsafe found(EVP_SIGNATURE_fetch(handle, name, properties), EVP_SIGNATURE_free)
        }
    }

    private func found(_ algorithm: OpaquePointer?, _ free: (OpaquePointer?) -> Void) -> Bool {
        guard let algorithm = unsafe algorithm else { return false }
        unsafe free(algorithm)
        return true
    }
}
