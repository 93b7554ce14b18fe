// SPDX-License-Identifier: Apache-2.0
internal import CSM4
import CryptoEngine

/// SM4-GCM on CSM4: round keys and powers of the hash key expanded once, in locked memory, and only read from then on.
struct VendoredSM4: ~Copyable, SM4GCM {
    /// A `csm4_gcm_context`: secret.
    private let context: KeyMaterial

    /// Expands a key of 16 bytes for the kernel.
    init(kernel: VendoredSM4Kernel, key: borrowing KeyMaterial) {
        context = kernel.expandForGCM(key)
    }

    borrowing func seal(
        _ plaintext: UnsafeBufferPointer<UInt8>, authenticating context: UnsafeBufferPointer<UInt8>,
        behindNonceAt sealed: UnsafeMutablePointer<UInt8>
    ) throws(CryptoError) {
        let ciphertext = unsafe sealed + SealedLayout.nonceByteCount
        let answer = unsafe withContext { expanded in
            unsafe csm4_gcm_seal(
                expanded, sealed, context.baseAddress, context.count, plaintext.baseAddress, plaintext.count,
                ciphertext, ciphertext + plaintext.count)
        }
        guard answer == CSM4_OK else { throw .backend(BackendFailure(call: "csm4_gcm_seal", codes: [])) }
    }

    borrowing func open(
        _ byteCount: Int, behindNonceAt sealed: UnsafePointer<UInt8>,
        authenticating context: UnsafeBufferPointer<UInt8>, into plaintext: UnsafeMutablePointer<UInt8>?
    ) throws(CryptoError) {
        let ciphertext = unsafe sealed + SealedLayout.nonceByteCount
        let answer = unsafe withContext { expanded in
            unsafe csm4_gcm_open(
                expanded, sealed, context.baseAddress, context.count, ciphertext, byteCount, ciphertext + byteCount,
                plaintext)
        }
        guard answer == CSM4_OK else { throw .authenticationFailed }
    }

    private borrowing func withContext(_ body: (OpaquePointer?) -> CInt) -> CInt {
        unsafe context.withUnsafeBytes { bytes in
            unsafe body(OpaquePointer(bytes.baseAddress))
        }
    }
}
