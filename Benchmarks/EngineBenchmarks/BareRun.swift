// SPDX-License-Identifier: Apache-2.0
import Peers

/// Seals and opens one message by bare EVP calls in one reused context, its IV a counter. One thread at a time.
final class BareRun {
    private let bare = BareEVP(key: [UInt8](repeating: 0x42, count: 32))
    private let iv = ReusedBuffer(byteCount: BareEVP.ivByteCount)
    private let plaintext: ReusedBuffer
    private let sealed: ReusedBuffer
    private let opened: ReusedBuffer
    private var messageCount: UInt64 = 0

    /// Seals once, so that there is something to open.
    init(_ size: MessageSize) {
        plaintext = ReusedBuffer(byteCount: size.byteCount, repeating: 0x5a)
        sealed = ReusedBuffer(byteCount: size.byteCount + BareEVP.tagByteCount)
        opened = ReusedBuffer(byteCount: size.byteCount)
        seal()
    }

    /// Seals once under the next IV.
    func seal() {
        messageCount += 1
        unsafe UnsafeMutableRawBufferPointer(iv.bytes).storeBytes(of: messageCount, as: UInt64.self)
        unsafe bare.seal(plaintext.input, iv: iv.address(at: 0), to: sealed.address(at: 0))
    }

    /// Opens what was sealed last.
    func open() {
        unsafe bare.open(sealed.input, iv: iv.address(at: 0), to: opened.address(at: 0))
    }
}
