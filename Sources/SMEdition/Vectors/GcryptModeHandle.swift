// SPDX-License-Identifier: Apache-2.0
internal import CGcrypt
import CryptoEngine

/// Owns one libgcrypt handle of SM4 in a mode, keyed, for one message of a vector suite. One thread.
@safe struct GcryptModeHandle: ~Copyable {
    private let handle: OpaquePointer

    /// The modes that suites ask for.
    enum Mode {
        case ecb, cbc, ctr, gcm, ccm

        fileprivate var number: CInt {
            switch self {
            case .ecb: CInt(GCRY_CIPHER_MODE_ECB.rawValue)
            case .cbc: CInt(GCRY_CIPHER_MODE_CBC.rawValue)
            case .ctr: CInt(GCRY_CIPHER_MODE_CTR.rawValue)
            case .gcm: CInt(GCRY_CIPHER_MODE_GCM.rawValue)
            case .ccm: CInt(GCRY_CIPHER_MODE_CCM.rawValue)
            }
        }
    }

    /// A handle for one message under a key of 16 bytes.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    init(_ mode: Mode, key: borrowing KeyMaterial) throws(CryptoError) {
        var opened: OpaquePointer?
        let failure = unsafe gcry_cipher_open(&opened, GcryptLibrary.sm4, mode.number, 0)
        guard failure == 0, let handle = unsafe opened else { throw .backend(.gcrypt("gcry_cipher_open", failure)) }
        let refusal = unsafe key.withUnsafeBytes { unsafe gcry_cipher_setkey(handle, $0.baseAddress, $0.count) }
        guard refusal == 0 else {
            unsafe gcry_cipher_close(handle)
            throw .backend(.gcrypt("gcry_cipher_setkey", refusal))
        }
        unsafe self.handle = handle
    }

    deinit { unsafe gcry_cipher_close(handle) }  // libgcrypt wipes the round keys

    /// Sets the IV of CBC, or the nonce of GCM or CCM.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` for a length that libgcrypt does not take.
    borrowing func setNonce(_ nonce: [UInt8]) throws(CryptoError) {
        try check("gcry_cipher_setiv", unsafe gcry_cipher_setiv(handle, nonce, nonce.count))
    }

    /// Sets the first counter block of CTR.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func setCounter(_ counter: [UInt8]) throws(CryptoError) {
        try check("gcry_cipher_setctr", unsafe gcry_cipher_setctr(handle, counter, counter.count))
    }

    /// Tells CCM all lengths, after the nonce and before anything else.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` for those that libgcrypt does not take.
    borrowing func announce(
        textByteCount: Int, contextByteCount: Int, tagByteCount: Int
    ) throws(CryptoError) {
        var lengths = [UInt64(textByteCount), UInt64(contextByteCount), UInt64(tagByteCount)]
        let byteCount = lengths.count * MemoryLayout<UInt64>.size
        let command = CInt(GCRYCTL_SET_CCM_LENGTHS.rawValue)
        try check("gcry_cipher_ctl", unsafe gcry_cipher_ctl(handle, command, &lengths, byteCount))
    }

    /// Takes in all associated data.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func authenticate(_ context: [UInt8]) throws(CryptoError) {
        guard !context.isEmpty else { return }
        try check("gcry_cipher_authenticate", unsafe gcry_cipher_authenticate(handle, context, context.count))
    }

    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func encrypt(_ text: [UInt8]) throws(CryptoError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: text.count)
        try check("gcry_cipher_encrypt", unsafe gcry_cipher_encrypt(handle, &output, text.count, text, text.count))
        return output
    }

    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func decrypt(_ text: [UInt8]) throws(CryptoError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: text.count)
        try check("gcry_cipher_decrypt", unsafe gcry_cipher_decrypt(handle, &output, text.count, text, text.count))
        return output
    }

    /// The tag of what was encrypted.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func tag(byteCount: Int) throws(CryptoError) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: byteCount)
        try check("gcry_cipher_gettag", unsafe gcry_cipher_gettag(handle, &tag, byteCount))
        return tag
    }

    /// Compares the tag of what was decrypted.
    ///
    /// - Throws: ``CryptoError/authenticationFailed``; ``CryptoError/backend(_:)``.
    borrowing func requireTag(_ tag: [UInt8]) throws(CryptoError) {
        let verdict = unsafe gcry_cipher_checktag(handle, tag, tag.count)
        guard gcry_err_code(verdict) != GPG_ERR_CHECKSUM else { throw .authenticationFailed }
        try check("gcry_cipher_checktag", verdict)
    }

    private borrowing func check(_ call: StaticString, _ code: gcry_error_t) throws(CryptoError) {
        guard code == 0 else { throw .backend(.gcrypt("\(call)", code)) }
    }
}
