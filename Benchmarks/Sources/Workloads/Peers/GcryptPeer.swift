// SPDX-License-Identifier: Apache-2.0
internal import CPeerGcrypt

/// A cipher by libgcrypt's own calls on one handle that is keyed once. The edition `sm-crypto` must be loaded before: it
/// starts the library.
@safe final class GcryptPeer: AEADPeer, CounterPeer {
    /// What a peer computes.
    enum Algorithm {
        case aes256GCM, sm4GCM, sm4Counter

        fileprivate var cipher: CInt {
            switch self {
            case .aes256GCM: CInt(GCRY_CIPHER_AES256.rawValue)
            case .sm4GCM, .sm4Counter: CInt(HUFU_PEER_GCRY_CIPHER_SM4)
            }
        }

        fileprivate var mode: CInt {
            switch self {
            case .aes256GCM, .sm4GCM: CInt(GCRY_CIPHER_MODE_GCM.rawValue)
            case .sm4Counter: CInt(GCRY_CIPHER_MODE_CTR.rawValue)
            }
        }
    }

    private let algorithm: Algorithm
    private let key: [UInt8]
    private let handle: gcry_cipher_hd_t

    private static let ivByteCount = 12
    private static let tagByteCount = 16

    /// The library that runs.
    static var version: String { unsafe String(cString: gcry_check_version(nil)) }

    /// A keyed handle, or nil when the library has no such cipher.
    init?(_ algorithm: Algorithm, key: [UInt8]) {
        var handle: gcry_cipher_hd_t?
        guard unsafe gcry_cipher_open(&handle, algorithm.cipher, algorithm.mode, 0) == 0, let handle = unsafe handle
        else { return nil }
        GcryptPeer.check(unsafe gcry_cipher_setkey(handle, key, key.count))
        self.algorithm = algorithm
        self.key = key
        unsafe self.handle = handle
    }

    deinit { unsafe gcry_cipher_close(handle) }

    /// Three calls: the IV, the plaintext, the tag.
    func seal(
        _ plaintext: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to sealed: UnsafeMutablePointer<UInt8>
    ) {
        unsafe GcryptPeer.seal(handle, plaintext, iv: iv, to: sealed)
    }

    /// Three calls: the IV, the ciphertext, the tag.
    func open(
        _ sealed: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to plaintext: UnsafeMutablePointer<UInt8>
    ) {
        let byteCount = sealed.count - GcryptPeer.tagByteCount
        guard byteCount >= 0, let ciphertext = sealed.baseAddress else { fatalError("too short to be sealed") }
        GcryptPeer.check(unsafe gcry_cipher_setiv(handle, iv, GcryptPeer.ivByteCount))
        GcryptPeer.check(unsafe gcry_cipher_decrypt(handle, plaintext, byteCount, ciphertext, byteCount))
        GcryptPeer.check(unsafe gcry_cipher_checktag(handle, ciphertext + byteCount, GcryptPeer.tagByteCount))
    }

    func sealInNewContext(
        _ plaintext: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to sealed: UnsafeMutablePointer<UInt8>
    ) {
        var fresh: gcry_cipher_hd_t?
        GcryptPeer.check(unsafe gcry_cipher_open(&fresh, algorithm.cipher, algorithm.mode, 0))
        guard let fresh = unsafe fresh else { fatalError("no memory is left") }
        GcryptPeer.check(unsafe gcry_cipher_setkey(fresh, key, key.count))
        unsafe GcryptPeer.seal(fresh, plaintext, iv: iv, to: sealed)
        unsafe gcry_cipher_close(fresh)
    }

    func apply(
        to input: UnsafeBufferPointer<UInt8>, counter: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>
    ) {
        GcryptPeer.check(unsafe gcry_cipher_setctr(handle, counter, 16))
        GcryptPeer.check(unsafe gcry_cipher_encrypt(handle, output, input.count, input.baseAddress, input.count))
    }

    @inline(__always) private static func seal(
        _ handle: gcry_cipher_hd_t, _ plaintext: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>,
        to sealed: UnsafeMutablePointer<UInt8>
    ) {
        let count = plaintext.count
        check(unsafe gcry_cipher_setiv(handle, iv, ivByteCount))
        check(unsafe gcry_cipher_encrypt(handle, sealed, count, plaintext.baseAddress, count))
        check(unsafe gcry_cipher_gettag(handle, sealed + count, tagByteCount))
    }

    @inline(__always) private static func check(_ answer: gcry_error_t) {
        precondition(answer == 0, "a libgcrypt call failed")
    }
}
