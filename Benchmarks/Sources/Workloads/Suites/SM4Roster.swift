// SPDX-License-Identifier: Apache-2.0

/// Who takes part where SM4 is computed. libgcrypt is the reference.
struct SM4Roster {
    let contests: [Contest]

    /// The ciphers' names in contests.
    static let subject = "SM4-128-GCM"
    static let counterSubject = "SM4-128-CTR"
    /// The baseline: one handle that is keyed once.
    static let baseline = "libgcrypt"

    private static let key = Array(Message.key.prefix(16))

    /// - Throws: ``NoReference``.
    init(engines: [Engine]) throws {
        guard GcryptPeer(.sm4GCM, key: SM4Roster.key) != nil else {
            throw NoReference(library: "libgcrypt", cipher: "SM4")
        }
        let reference = { SM4Roster.known(GcryptPeer(.sm4GCM, key: SM4Roster.key)) }
        var peers = KernelPeer.Kernel.supported.map { kernel in
            PeerEntry("CSM4 \(kernel.name)") { KernelPeer(kernel, key: SM4Roster.key) }
        }
        peers.append(PeerEntry(SM4Roster.baseline, make: reference))
        if EVPPeer("SM4-GCM", key: SM4Roster.key) != nil {
            peers.append(
                PeerEntry("OpenSSL EVP") {
                    SM4Roster.known(EVPPeer("SM4-GCM", key: SM4Roster.key))
                })
        }
        #if HUFU_BOTAN
        if BotanPeer("SM4/GCM", key: SM4Roster.key) != nil {
            peers.append(
                PeerEntry("Botan") { SM4Roster.known(BotanPeer("SM4/GCM", key: SM4Roster.key)) })
        }
        #endif
        let aead = AEADContests(
            subject: SM4Roster.subject, baseline: SM4Roster.baseline, engines: engines, peers: peers,
            reference: reference)
        contests =
            aead.seal() + aead.sealOnTwoThreads() + aead.open() + aead.keyAndSeal() + aead.message() + aead.file()
            + SM4Roster.counterContests()
    }

    /// Counter mode, by C interfaces alone: hufu offers it to nobody.
    private static func counterContests() -> [Contest] {
        var contenders = KernelPeer.Kernel.supported.map { kernel in
            Contender.counting("CSM4 \(kernel.name)") { KernelPeer(kernel, key: key) }
        }
        contenders.append(.counting(baseline) { known(GcryptPeer(.sm4Counter, key: key)) })
        if EVPPeer("SM4-CTR", key: key) != nil {
            contenders.append(.counting("OpenSSL EVP") { known(EVPPeer("SM4-CTR", key: key)) })
        }
        #if HUFU_BOTAN
        if BotanPeer("SM4/CTR", key: key) != nil {
            contenders.append(.counting("Botan") { known(BotanPeer("SM4/CTR", key: key)) })
        }
        #endif
        return MessageSize.all.map { size in
            Contest(.ctr, counterSubject, size, baseline: baseline, contenders: contenders) { output, message in
                let expected = ReusedBuffer(byteCount: message.byteCount)
                unsafe known(GcryptPeer(.sm4Counter, key: key)).apply(
                    to: message.plaintext.input, counter: message.ivTable, output: expected.start)
                return unsafe output.elementsEqual(expected.bytes)
            }
        }
    }

    /// What was there a moment ago.
    private static func known<Peer>(_ peer: Peer?) -> Peer {
        guard let peer else { fatalError("a library lost a cipher") }
        return peer
    }
}
