// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// Owns one `EVP_KDF_CTX` for one derivation of a vector suite. One thread.
@safe struct DerivationContext: ~Copyable {
    private let handle: OpaquePointer

    /// Of the algorithm of that name, such as `HKDF`.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` when no loaded provider offers it.
    init(_ name: String, in library: LibraryContext) throws(CryptoError) {
        let algorithm = try FetchedKDF(name, in: library)
        unsafe handle = try ErrorQueue.handle("EVP_KDF_CTX_new") { unsafe EVP_KDF_CTX_new(algorithm.handle) }
    }

    deinit { unsafe EVP_KDF_CTX_free(handle) }  // libcrypto wipes its copy of the key

    /// What HKDF is to do (RFC 5869).
    enum HKDFStep: CInt {
        case extractAndExpand = 0
        case extract = 1
        case expand = 2
    }

    /// - Throws: ``CryptoError/backend(_:)`` for parameters that the provider does not take.
    borrowing func setHKDF(
        _ step: HKDFStep, digest: String, key: borrowing KeyMaterial, salt: [UInt8], info: [UInt8]
    ) throws(CryptoError) {
        try unsafe setParameters(with: key) {
            unsafe hufu_hkdf_init(
                $0, step.rawValue, digest, $1.baseAddress, $1.count, salt, salt.count, info, info.count)
        }
    }

    /// - Throws: ``CryptoError/backend(_:)`` for parameters that the provider does not take.
    borrowing func setPBKDF2(
        digest: String, password: borrowing KeyMaterial, salt: [UInt8], iterations: Int, checksBounds: Bool
    ) throws(CryptoError) {
        try unsafe setParameters(with: password) {
            unsafe hufu_pbkdf2_init(
                $0, digest, $1.baseAddress, $1.count, salt, salt.count, UInt64(iterations), checksBounds ? 1 : 0)
        }
    }

    /// - Throws: ``CryptoError/backend(_:)`` for parameters that the provider does not take.
    borrowing func setCounterMode(
        digest: String, key: borrowing KeyMaterial, counterBits: Int, fixedInput: [UInt8]
    ) throws(CryptoError) {
        try unsafe setParameters(with: key) {
            unsafe hufu_kbkdf_fixed_input_init(
                $0, digest, $1.baseAddress, $1.count, fixedInput, fixedInput.count, CInt(counterBits))
        }
    }

    /// Whether the provider's counter mode takes a counter of other than 32 bits: OpenSSL's from 3.1 on.
    static func takesCounterBits(in library: LibraryContext) throws(CryptoError) -> Bool {
        let algorithm = try FetchedKDF("KBKDF", in: library)
        return unsafe hufu_kdf_takes(algorithm.handle, "r") == 1
    }

    /// Derives as many bytes.
    ///
    /// - Throws: ``CryptoError/backend(_:)``, also for parameters that the provider checks only now.
    borrowing func derive(byteCount: Int) throws(CryptoError) -> [UInt8] {
        let handle = unsafe handle
        var output = [UInt8](repeating: 0, count: byteCount)
        try ErrorQueue.perform("EVP_KDF_derive") { unsafe EVP_KDF_derive(handle, &output, byteCount, nil) }
        return output
    }

    private borrowing func setParameters(
        with key: borrowing KeyMaterial, _ set: (OpaquePointer, UnsafeBufferPointer<UInt8>) -> CInt
    ) throws(CryptoError) {
        let handle = unsafe handle
        try unsafe key.withUnsafeBytes { (key) throws(CryptoError) in
            try ErrorQueue.perform("EVP_KDF_CTX_set_params") { unsafe set(handle, key) }
        }
    }
}
