// SPDX-License-Identifier: Apache-2.0
import CryptoEditions

/// One message: what is sealed, where to, and under which IVs. All contenders of a contest share it, so that nobody has
/// better luck with caches; each thread has one of its own.
@safe package final class Message {
    /// The length of the plaintext in bytes.
    package let byteCount: Int
    /// What is sealed.
    let plaintext: ReusedBuffer
    /// `nonce 12 ‖ ciphertext ‖ tag 16`.
    let sealed: ReusedBuffer
    /// Where opened plaintext goes.
    let opened: ReusedBuffer
    private let ivs: ReusedBuffer

    /// The key of both ciphers; the shorter one takes its first bytes.
    static let key: [UInt8] = (0..<32).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
    /// How many IVs there are; they come round again, since nothing sealed here is a secret.
    private static let ivCount = 256
    private static let ivStride = 16

    package init(byteCount: Int) {
        self.byteCount = byteCount
        plaintext = ReusedBuffer(byteCount: byteCount)
        for index in 0..<byteCount { unsafe plaintext.bytes[index] = UInt8(truncatingIfNeeded: index &* 131 &+ 7) }
        sealed = ReusedBuffer(byteCount: byteCount + SealedLayout.overheadByteCount)
        opened = ReusedBuffer(byteCount: byteCount)
        // Written before any clock runs: an IV written in parts and then read whole would stall the reader.
        ivs = ReusedBuffer(byteCount: Message.ivCount * Message.ivStride, repeating: 0xa5)
        for iv in 0..<Message.ivCount { unsafe ivs.bytes[iv * Message.ivStride] = UInt8(iv) }
    }

    /// Where peers write `ciphertext ‖ tag`.
    var ciphertext: UnsafeMutablePointer<UInt8> { unsafe sealed.start + SealedLayout.nonceByteCount }

    /// The sealed form behind its nonce.
    var ciphertextAndTag: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: ciphertext, count: byteCount + SealedLayout.tagByteCount)
    }

    /// The IVs, of which `iv(_:of:)` picks one.
    var ivTable: UnsafePointer<UInt8> { unsafe UnsafePointer(ivs.start) }

    /// The IV of a turn, 12 bytes in a place of 16.
    @inline(__always) static func iv(_ turn: Int, of table: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
        unsafe table + (turn & (ivCount - 1)) * ivStride
    }

    /// The IV of turn 0, as bytes.
    var firstIV: [UInt8] { ivs.copy(SealedLayout.nonceByteCount) }

    /// Forgets what was sealed and opened, so that nobody passes with another's output.
    func clear() {
        sealed.clear()
        opened.clear()
    }

    /// Puts there what a peer seals under the IV of turn 0, its nonce before it.
    func fill(sealedBy peer: some AEADPeer) {
        let iv = firstIV
        for index in iv.indices { unsafe sealed.bytes[index] = iv[index] }
        unsafe peer.seal(plaintext.input, iv: ivTable, to: ciphertext)
    }
}
