// SPDX-License-Identifier: Apache-2.0
#if HUFU_BOTAN
internal import CPeerBotan

/// A cipher by Botan's C interface, an object for each direction keyed once. The interface copies each message through
/// a buffer of its own: part of what it costs from C.
@safe final class BotanPeer: AEADPeer, CounterPeer {
    private let name: String
    private let key: [UInt8]
    private let encryption: botan_cipher_t
    private let decryption: botan_cipher_t

    private static let ivByteCount = 12
    private static let tagByteCount = 16

    /// The library that runs.
    static var version: String {
        "\(botan_version_major()).\(botan_version_minor()).\(botan_version_patch())"
    }

    /// Keyed objects, or nil when this Botan has no such cipher.
    init?(_ name: String, key: [UInt8]) {
        guard let encryption = unsafe BotanPeer.make(name, BOTAN_CIPHER_INIT_FLAG_ENCRYPT, key) else { return nil }
        guard let decryption = unsafe BotanPeer.make(name, BOTAN_CIPHER_INIT_FLAG_DECRYPT, key) else { return nil }
        self.name = name
        self.key = key
        unsafe self.encryption = encryption
        unsafe self.decryption = decryption
    }

    deinit {
        unsafe botan_cipher_destroy(encryption)
        unsafe botan_cipher_destroy(decryption)
    }

    func seal(
        _ plaintext: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to sealed: UnsafeMutablePointer<UInt8>
    ) {
        unsafe BotanPeer.run(
            encryption, iv: iv, BotanPeer.ivByteCount, plaintext, to: sealed,
            plaintext.count + BotanPeer.tagByteCount)
    }

    func open(
        _ sealed: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to plaintext: UnsafeMutablePointer<UInt8>
    ) {
        unsafe BotanPeer.run(
            decryption, iv: iv, BotanPeer.ivByteCount, sealed, to: plaintext, sealed.count - BotanPeer.tagByteCount)
    }

    func sealInNewContext(
        _ plaintext: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to sealed: UnsafeMutablePointer<UInt8>
    ) {
        guard let fresh = unsafe BotanPeer.make(name, BOTAN_CIPHER_INIT_FLAG_ENCRYPT, key) else {
            fatalError("no memory is left")
        }
        unsafe BotanPeer.run(
            fresh, iv: iv, BotanPeer.ivByteCount, plaintext, to: sealed, plaintext.count + BotanPeer.tagByteCount)
        unsafe botan_cipher_destroy(fresh)
    }

    func apply(
        to input: UnsafeBufferPointer<UInt8>, counter: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>
    ) {
        unsafe BotanPeer.run(encryption, iv: counter, 16, input, to: output, input.count)
    }

    private static func make(_ name: String, _ direction: CInt, _ key: [UInt8]) -> botan_cipher_t? {
        var cipher: botan_cipher_t?
        guard unsafe botan_cipher_init(&cipher, name, UInt32(direction)) == 0, let cipher = unsafe cipher else {
            return nil
        }
        check(unsafe botan_cipher_set_key(cipher, key, key.count))
        return unsafe cipher
    }

    /// Two calls: the IV, and all of the text with the tag.
    @inline(__always) private static func run(
        _ cipher: botan_cipher_t, iv: UnsafePointer<UInt8>, _ ivByteCount: Int, _ input: UnsafeBufferPointer<UInt8>,
        to output: UnsafeMutablePointer<UInt8>, _ outputByteCount: Int
    ) {
        var (written, consumed) = (0, 0)
        check(unsafe botan_cipher_start(cipher, iv, ivByteCount))
        check(
            unsafe botan_cipher_update(
                cipher, UInt32(BOTAN_CIPHER_UPDATE_FLAG_FINAL), output, outputByteCount, &written, input.baseAddress,
                input.count, &consumed))
        precondition(written == outputByteCount && consumed == input.count, "Botan stopped short")
    }

    @inline(__always) private static func check(_ answer: CInt) {
        precondition(answer == 0, "a Botan call failed")
    }
}
#endif
