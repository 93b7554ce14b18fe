// SPDX-License-Identifier: Apache-2.0
internal import CGcrypt
import CryptoEngine

/// SM3 (GB/T 32905-2016) on libgcrypt.
enum GcryptSM3 {
    /// Length of a digest in bytes.
    static let byteCount = 32

    /// Appends the digest of `message`.
    ///
    /// - Throws: ``CryptoError/bufferTooSmall(needed:)``.
    static func hash(_ message: Span<UInt8>, into digest: inout OutputSpan<UInt8>) throws(CryptoError) {
        guard digest.freeCapacity >= byteCount else { throw .bufferTooSmall(needed: byteCount) }
        unsafe digest.withUnsafeMutableBufferPointer { buffer, initializedCount in
            guard let start = unsafe buffer.baseAddress.map({ unsafe $0 + initializedCount }) else { return }
            unsafe message.withUnsafeBufferPointer { message in
                unsafe gcry_md_hash_buffer(GcryptLibrary.sm3, start, message.baseAddress, message.count)
            }
            initializedCount += byteCount
        }
    }
}

/// HMAC-SM3 (GM/T 0042-2015) on libgcrypt, keyed once. Shared between threads; takes no lock.
///
/// A message takes a keyed handle out of a pool, or a copy of the first one, which is only read. Afterwards the handle is
/// reset to the key's inner pad and goes to the pool.
@safe final class GcryptHMACSM3: MessageAuthenticator, @unchecked Sendable {
    private let template: gcry_md_hd_t
    private let idle = HandlePool()

    var byteCount: Int { GcryptSM3.byteCount }

    /// - Throws: ``CryptoError/backend(_:)``.
    init(key: borrowing KeyMaterial) throws(CryptoError) {
        var opened: gcry_md_hd_t?
        let failure = unsafe gcry_md_open(&opened, GcryptLibrary.sm3, UInt32(GCRY_MD_FLAG_HMAC.rawValue))
        guard failure == 0, let handle = unsafe opened else { throw .backend(.gcrypt("gcry_md_open", failure)) }
        let refusal = unsafe key.withUnsafeBytes { unsafe gcry_md_setkey(handle, $0.baseAddress, $0.count) }
        guard refusal == 0 else {
            unsafe gcry_md_close(handle)
            throw .backend(.gcrypt("gcry_md_setkey", refusal))
        }
        unsafe template = unsafe handle
    }

    deinit {  // libgcrypt wipes the keyed states
        while let handle = unsafe idle.take() { unsafe gcry_md_close(gcry_md_hd_t(handle)) }
        unsafe gcry_md_close(template)
    }

    func authenticate(_ message: Span<UInt8>, into tag: inout OutputSpan<UInt8>) throws(CryptoError) {
        guard tag.freeCapacity >= byteCount else { throw .bufferTooSmall(needed: byteCount) }
        let handle = unsafe try takeHandle()
        unsafe message.withUnsafeBufferPointer { unsafe gcry_md_write(handle, $0.baseAddress, $0.count) }
        guard let result = unsafe gcry_md_read(handle, GcryptLibrary.sm3) else {
            unsafe gcry_md_close(handle)
            throw .backend(BackendFailure(call: "gcry_md_read", codes: []))
        }
        for index in 0..<byteCount { tag.append(unsafe result[index]) }
        unsafe gcry_md_reset(handle)
        if let excess = unsafe idle.giveBack(OpaquePointer(handle)) { unsafe gcry_md_close(gcry_md_hd_t(excess)) }
    }

    /// A keyed handle that has seen no message.
    private func takeHandle() throws(CryptoError) -> gcry_md_hd_t {
        if let waiting = unsafe idle.take() { return unsafe gcry_md_hd_t(waiting) }
        var copied: gcry_md_hd_t?
        let failure = unsafe gcry_md_copy(&copied, template)
        guard failure == 0, let handle = unsafe copied else { throw .backend(.gcrypt("gcry_md_copy", failure)) }
        return unsafe handle
    }
}
