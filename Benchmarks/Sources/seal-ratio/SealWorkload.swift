// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Peers

/// The messages of one batch and the buffers of both sides. Both read the same plaintext and write ciphertext and tag to
/// the same addresses, so that neither has better luck with caches.
struct SealWorkload: ~Copyable {
    private let messageCount: Int
    private let plaintext: ReusedBuffer
    private let sealed: ReusedBuffer
    private let ivs: ReusedBuffer

    /// `messageCount` messages of `byteCount` bytes each.
    init(byteCount: Int, messageCount: Int) {
        self.messageCount = messageCount
        plaintext = ReusedBuffer(byteCount: byteCount, repeating: 0x5a)
        sealed = ReusedBuffer(byteCount: byteCount + SealedLayout.overheadByteCount)
        ivs = ReusedBuffer(byteCount: messageCount * BareEVP.ivByteCount)
        // A counter, written before any clock runs: the bare side is given its IVs.
        for message in 0..<messageCount {
            for byte in 0..<4 {
                let place = unsafe ivs.address(at: message * BareEVP.ivByteCount + byte)
                unsafe place.pointee = UInt8(truncatingIfNeeded: message >> (8 * byte))
            }
        }
    }

    /// Seals the batch through `encryptor` into the caller's buffer; nanoseconds per message.
    borrowing func time(_ encryptor: any Encryptor) throws(CryptoError) -> Double {
        let plaintext = unsafe plaintext.input.span
        let context: [UInt8] = []
        let buffer = unsafe sealed.bytes
        let start = ContinuousClock.now
        for _ in 0..<messageCount {
            var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
            try encryptor.seal(plaintext, authenticating: context.span, into: &output)
            _ = unsafe output.finalize(for: buffer)
        }
        return perMessage(ContinuousClock.now - start)
    }

    /// Seals the batch by bare EVP calls; nanoseconds per message.
    borrowing func time(_ bare: borrowing BareEVP) -> Double {
        let plaintext = unsafe plaintext.input
        let iv = unsafe ivs.address(at: 0)
        let ciphertext = unsafe sealed.address(at: SealedLayout.nonceByteCount)
        let start = ContinuousClock.now
        for message in 0..<messageCount {
            unsafe bare.seal(plaintext, iv: iv + message * BareEVP.ivByteCount, to: ciphertext)
        }
        return perMessage(ContinuousClock.now - start)
    }

    private borrowing func perMessage(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return (Double(seconds) * 1e9 + Double(attoseconds) / 1e9) / Double(messageCount)
    }
}
