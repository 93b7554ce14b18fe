// SPDX-License-Identifier: Apache-2.0
import CryptoEditions

/// Builds the contests of one AEAD cipher from who takes part in it.
struct AEADContests<Reference: AEADPeer> {
    /// The cipher's name.
    let subject: String
    /// The name of the peer whose time is 1.
    let baseline: String
    let engines: [Engine]
    let peers: [PeerEntry]
    /// Checks all others.
    let reference: () -> Reference

    func seal(also others: [Contender] = []) -> [Contest] {
        MessageSize.all.map { size in
            sealing(
                .seal, size,
                engines.map { .sealing($0) } + engines.prefix(1).map { .sealingToArray($0) } + peers.map(\.seal)
                    + others)
        }
    }

    /// The best engine and each peer on two threads, beside the engine on one.
    func sealOnTwoThreads() -> [Contest] {
        MessageSize.shared.map { size in
            let best = engines.prefix(1)
            return sealing(
                .seal, size, threadCount: 2, baseline: best.first?.name,
                best.map { .sealing($0) } + best.map { .sealingOnTwoThreads($0) } + peers.map(\.sealOnTwoThreads))
        }
    }

    func open(also others: [Contender] = []) -> [Contest] {
        MessageSize.all.map { size in
            Contest(
                .open, subject, size, baseline: baseline,
                contenders: engines.map { .opening($0) } + peers.map(\.open) + others,
                arrange: { $0.fill(sealedBy: reference()) }, isRight: isPlaintext)
        }
    }

    func keyAndSeal(also others: [Contender] = []) -> [Contest] {
        MessageSize.short.map { size in
            sealing(
                .keyAndSeal, size, engines.map { .sealingUnderNewKey($0) } + peers.map(\.sealInNewContext) + others)
        }
    }

    /// Messages under a CMK, beside the least that a peer needs for a message under a key of its own.
    func message() -> [Contest] {
        let bare = peers.filter { $0.name == baseline }.map(\.sealInNewContextAndReopen)
        return MessageSize.short.map { size in
            Contest(
                .message, subject, size, baseline: baseline,
                contenders: engines.map { .sealingMessage($0) } + bare, isRight: isPlaintext)
        }
    }

    /// Files, beside one message as long as the file.
    func file() -> [Contest] {
        let bare = peers.filter { $0.name == baseline }.map(\.sealAndReopen)
        return MessageSize.long.map { size in
            Contest(
                .file, subject, size, baseline: baseline,
                contenders: engines.map { .sealingFile($0) } + bare, isRight: isPlaintext)
        }
    }

    private func sealing(
        _ suite: Contest.Suite, _ size: MessageSize, threadCount: Int = 1, baseline: String? = nil,
        _ contenders: [Contender]
    ) -> Contest {
        Contest(
            suite, subject, size, threadCount: threadCount, baseline: baseline ?? self.baseline,
            contenders: contenders, isRight: isSealed)
    }

    /// Whether the reference seals the plaintext to the same bytes under the nonce that stands before them.
    private func isSealed(_ output: [UInt8], _ message: Message) -> Bool {
        let nonceByteCount = SealedLayout.nonceByteCount
        guard output.count == message.byteCount + SealedLayout.overheadByteCount else { return false }
        let iv = ReusedBuffer(byteCount: nonceByteCount)
        for index in 0..<nonceByteCount { unsafe iv.bytes[index] = output[index] }
        let expected = ReusedBuffer(byteCount: message.byteCount + SealedLayout.tagByteCount)
        unsafe reference().seal(message.plaintext.input, iv: UnsafePointer(iv.start), to: expected.start)
        return unsafe output.dropFirst(nonceByteCount).elementsEqual(expected.bytes)
    }

    private func isPlaintext(_ output: [UInt8], _ message: Message) -> Bool {
        unsafe output.elementsEqual(message.plaintext.input)
    }
}
