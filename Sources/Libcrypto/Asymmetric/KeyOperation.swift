// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// Owns one `EVP_PKEY_CTX`: one operation with, or that makes, a key. One thread.
@safe struct KeyOperation: ~Copyable {
    let handle: OpaquePointer
    private let propertyQuery: String

    /// Prepares to generate a pair: RSA with 2048 bits and e = 65537 (FIPS 186-5 §A.1), P-256 (§A.2), or SM2 on its curve.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    init(generating spec: AsymmetricKeySpec, in library: LibraryContext) throws(CryptoError) {
        let name =
            switch spec {
            case .rsa2048: "RSA"
            case .p256: "EC"
            case .sm2: "SM2"
            }
        let handle = unsafe try ErrorQueue.handle("EVP_PKEY_CTX_new_from_name") {
            unsafe EVP_PKEY_CTX_new_from_name(library.handle, name, library.propertyQuery)
        }
        do throws(CryptoError) {
            try ErrorQueue.perform("EVP_PKEY_keygen_init") { unsafe EVP_PKEY_keygen_init(handle) }
            switch spec {
            case .rsa2048:
                try ErrorQueue.perform("EVP_PKEY_CTX_set_rsa_keygen_bits") {
                    unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(handle, 2048)
                }
            case .p256:
                try ErrorQueue.perform("EVP_PKEY_CTX_set_group_name") {
                    unsafe EVP_PKEY_CTX_set_group_name(handle, "P-256")
                }
            case .sm2: break
            }
        } catch {
            unsafe EVP_PKEY_CTX_free(handle)
            throw error
        }
        unsafe self.handle = handle
        propertyQuery = library.propertyQuery
    }

    /// Prepares an operation with the key.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    init(using key: KeyHandle) throws(CryptoError) {
        unsafe handle = try ErrorQueue.handle("EVP_PKEY_CTX_new_from_pkey") {
            unsafe EVP_PKEY_CTX_new_from_pkey(key.library.handle, key.handle, key.library.propertyQuery)
        }
        propertyQuery = key.library.propertyQuery
    }

    deinit { unsafe EVP_PKEY_CTX_free(handle) }

    /// The generated pair, which the caller owns.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    consuming func generate() throws(CryptoError) -> OpaquePointer {
        var key: OpaquePointer?
        try unsafe perform("EVP_PKEY_generate") { unsafe EVP_PKEY_generate($0, &key) }
        guard let key = unsafe key else { throw ErrorQueue.drain(after: "EVP_PKEY_generate") }
        return unsafe key
    }

    /// Whether the public key is in range.
    consuming func passesPublicCheck() -> Bool { unsafe EVP_PKEY_public_check(handle) == 1 }

    /// How bytes are padded on their way through the key.
    enum Padding {
        /// As SM2 has it (GB/T 32918.4); nothing to choose.
        case sm2
        /// RSAES-OAEP (RFC 8017 §7.1) with a hash for the label and one for MGF1.
        case oaep(digest: String, mgf1: String, label: [UInt8])
        /// RSAES-PKCS1-v1_5 (RFC 8017 §7.2); for encrypting only.
        case pkcs1v15
        /// RSAEP and RSADP themselves (RFC 8017 §5.1).
        case none

        /// RSAES-OAEP with one hash for both and an empty label.
        static func oaep(digest: String) -> Padding { .oaep(digest: digest, mgf1: digest, label: []) }
    }

    /// Encrypts to an array.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    consuming func encrypt(_ plaintext: borrowing KeyMaterial, padding: Padding) throws(CryptoError) -> [UInt8] {
        try unsafe perform("EVP_PKEY_encrypt_init") { unsafe EVP_PKEY_encrypt_init($0) }
        try setPadding(padding)
        return try unsafe plaintext.withUnsafeBytes { (plaintext) throws(CryptoError) in
            var byteCount = 0
            try unsafe perform("EVP_PKEY_encrypt") {
                unsafe EVP_PKEY_encrypt($0, nil, &byteCount, plaintext.baseAddress, plaintext.count)
            }
            var ciphertext = [UInt8](repeating: 0, count: byteCount)
            try unsafe perform("EVP_PKEY_encrypt") {
                unsafe EVP_PKEY_encrypt($0, &ciphertext, &byteCount, plaintext.baseAddress, plaintext.count)
            }
            ciphertext.removeLast(ciphertext.count - byteCount)
            return ciphertext
        }
    }

    /// Decrypts into locked memory.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    consuming func decrypt(_ ciphertext: Span<UInt8>, padding: Padding) throws(CryptoError) -> KeyMaterial {
        try unsafe perform("EVP_PKEY_decrypt_init") { unsafe EVP_PKEY_decrypt_init($0) }
        try setPadding(padding)
        return try unsafe ciphertext.withUnsafeBufferPointer { (ciphertext) throws(CryptoError) -> KeyMaterial in
            var byteCount = 0
            try unsafe perform("EVP_PKEY_decrypt") {
                unsafe EVP_PKEY_decrypt($0, nil, &byteCount, ciphertext.baseAddress, ciphertext.count)
            }
            let capacity = byteCount
            let scratch = try KeyMaterial(byteCount: capacity) {
                (output: inout MutableSpan<UInt8>) throws(CryptoError) in
                try unsafe output.withUnsafeMutableBufferPointer { (output) throws(CryptoError) in
                    try unsafe perform("EVP_PKEY_decrypt") {
                        unsafe EVP_PKEY_decrypt(
                            $0, output.baseAddress, &byteCount, ciphertext.baseAddress, ciphertext.count)
                    }
                }
            }
            return byteCount == capacity ? scratch : KeyMaterial(copying: scratch, count: byteCount)
        }
    }

    private borrowing func setPadding(_ padding: Padding) throws(CryptoError) {
        switch padding {
        case .sm2: break
        case .pkcs1v15: try setRSAPadding(RSA_PKCS1_PADDING)
        case .none: try setRSAPadding(RSA_NO_PADDING)
        case .oaep(let digest, let mgf1, let label):
            try setRSAPadding(RSA_PKCS1_OAEP_PADDING)
            try unsafe perform("EVP_PKEY_CTX_set_rsa_oaep_md_name") {
                unsafe EVP_PKEY_CTX_set_rsa_oaep_md_name($0, digest, propertyQuery)
            }
            try unsafe perform("EVP_PKEY_CTX_set_rsa_mgf1_md_name") {
                unsafe EVP_PKEY_CTX_set_rsa_mgf1_md_name($0, mgf1, propertyQuery)
            }
            guard !label.isEmpty else { break }
            try unsafe perform("EVP_PKEY_CTX_set_params") { unsafe hufu_set_oaep_label($0, label, label.count) }
        }
    }

    private borrowing func setRSAPadding(_ padding: CInt) throws(CryptoError) {
        try unsafe perform("EVP_PKEY_CTX_set_rsa_padding") { unsafe EVP_PKEY_CTX_set_rsa_padding($0, padding) }
    }

    borrowing func perform(_ call: StaticString, _ body: (OpaquePointer) -> CInt) throws(CryptoError) {
        let handle = unsafe handle
        try ErrorQueue.perform(call) { unsafe body(handle) }
    }
}
