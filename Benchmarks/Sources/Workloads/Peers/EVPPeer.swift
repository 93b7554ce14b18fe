// SPDX-License-Identifier: Apache-2.0
internal import CPeerOpenSSL
import Foundation

/// A cipher by bare `EVP_*` calls in one context that is keyed once: the least that OpenSSL itself asks for. Messages of
/// at most 2³¹ − 1 bytes.
@safe final class EVPPeer: AEADPeer, CounterPeer {
    private let cipher: OpaquePointer
    private let context: OpaquePointer
    private let key: [UInt8]

    private static let tagByteCount: CInt = 16

    /// The library that runs.
    static var version: String { unsafe String(cString: OpenSSL_version(OPENSSL_VERSION_STRING)) }

    /// A keyed context of OpenSSL's default provider, or nil when it has no such cipher.
    convenience init?(_ name: String, key: [UInt8]) {
        unsafe self.init(name, key: key, library: nil, query: "provider=default")
    }

    /// A keyed context of the FIPS provider that a configuration activates, or nil when there is none. The provider lies
    /// beside its configuration.
    ///
    /// The library context is never freed: it serves until the process ends.
    convenience init?(_ name: String, key: [UInt8], moduleConfiguration path: String) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard let library = unsafe OSSL_LIB_CTX_new(),
            unsafe OSSL_PROVIDER_set_default_search_path(library, folder) == 1,
            unsafe OSSL_LIB_CTX_load_config(library, path) == 1
        else { return nil }
        unsafe self.init(name, key: key, library: library, query: "provider=fips")
    }

    private init?(_ name: String, key: [UInt8], library: OpaquePointer?, query: String) {
        guard let cipher = unsafe EVP_CIPHER_fetch(library, name, query) else { return nil }
        guard let context = unsafe EVP_CIPHER_CTX_new() else { fatalError("no memory is left") }
        EVPPeer.check(unsafe EVP_EncryptInit_ex2(context, cipher, key, nil, nil))
        unsafe self.cipher = cipher
        unsafe self.context = context
        self.key = key
    }

    deinit {
        unsafe EVP_CIPHER_CTX_free(context)
        unsafe EVP_CIPHER_free(cipher)
    }

    /// Four calls: the IV, the plaintext, the end, the tag.
    func seal(
        _ plaintext: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to sealed: UnsafeMutablePointer<UInt8>
    ) {
        EVPPeer.check(unsafe EVP_EncryptInit_ex2(context, nil, nil, iv, nil))
        unsafe EVPPeer.finish(context, plaintext, to: sealed)
    }

    /// Four calls: the IV, the ciphertext, the tag, the end.
    func open(
        _ sealed: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to plaintext: UnsafeMutablePointer<UInt8>
    ) {
        let byteCount = sealed.count - Int(EVPPeer.tagByteCount)
        guard byteCount >= 0, let ciphertext = sealed.baseAddress else { fatalError("too short to be sealed") }
        var written: CInt = 0
        EVPPeer.check(unsafe EVP_DecryptInit_ex2(context, nil, nil, iv, nil))
        EVPPeer.check(unsafe EVP_DecryptUpdate(context, plaintext, &written, ciphertext, CInt(byteCount)))
        let tag = unsafe UnsafeMutablePointer(mutating: ciphertext + byteCount)  // only read
        EVPPeer.check(unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, EVPPeer.tagByteCount, tag))
        EVPPeer.check(unsafe EVP_DecryptFinal_ex(context, plaintext + byteCount, &written))
    }

    /// A new context with the cipher that was fetched before.
    func sealInNewContext(
        _ plaintext: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to sealed: UnsafeMutablePointer<UInt8>
    ) {
        guard let fresh = unsafe EVP_CIPHER_CTX_new() else { fatalError("no memory is left") }
        EVPPeer.check(unsafe EVP_EncryptInit_ex2(fresh, cipher, key, iv, nil))
        unsafe EVPPeer.finish(fresh, plaintext, to: sealed)
        unsafe EVP_CIPHER_CTX_free(fresh)
    }

    func apply(
        to input: UnsafeBufferPointer<UInt8>, counter: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>
    ) {
        var written: CInt = 0
        EVPPeer.check(unsafe EVP_EncryptInit_ex2(context, nil, nil, counter, nil))
        EVPPeer.check(unsafe EVP_EncryptUpdate(context, output, &written, input.baseAddress, CInt(input.count)))
    }

    @inline(__always) private static func finish(
        _ context: OpaquePointer, _ plaintext: UnsafeBufferPointer<UInt8>, to sealed: UnsafeMutablePointer<UInt8>
    ) {
        var written: CInt = 0
        check(unsafe EVP_EncryptUpdate(context, sealed, &written, plaintext.baseAddress, CInt(plaintext.count)))
        let tag = unsafe sealed + plaintext.count
        check(unsafe EVP_EncryptFinal_ex(context, tag, &written))
        check(unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, tagByteCount, tag))
    }

    @inline(__always) private static func check(_ answer: CInt) {
        precondition(answer == 1, "an OpenSSL call failed")
    }
}
