// SPDX-License-Identifier: Apache-2.0

/// Who takes part where AES-256-GCM is computed. OpenSSL's default provider is the reference.
struct AESRoster {
    let contests: [Contest]

    /// The cipher's name in contests.
    static let subject = "AES-256-GCM"
    /// The baseline: one context that is keyed once.
    static let baseline = "OpenSSL EVP"
    /// The same calls on the FIPS provider.
    static let moduleName = "OpenSSL EVP, FIPS provider"

    /// - Throws: ``NoReference``.
    init(engines: [Engine], moduleConfiguration: String?) throws {
        let subject = AESRoster.subject
        guard EVPPeer(subject, key: Message.key) != nil else {
            throw NoReference(library: "OpenSSL", cipher: subject)
        }
        let reference = { AESRoster.known(EVPPeer(subject, key: Message.key)) }
        var peers = [PeerEntry(AESRoster.baseline, make: reference)]
        if let moduleConfiguration {
            let make = { EVPPeer(subject, key: Message.key, moduleConfiguration: moduleConfiguration) }
            if make() != nil {
                peers.append(PeerEntry(AESRoster.moduleName) { AESRoster.known(make()) })
            }
        }
        if GcryptPeer(.aes256GCM, key: Message.key) != nil {
            peers.append(
                PeerEntry("libgcrypt") {
                    AESRoster.known(GcryptPeer(.aes256GCM, key: Message.key))
                })
        }
        #if HUFU_BOTAN
        if BotanPeer("AES-256/GCM", key: Message.key) != nil {
            peers.append(
                PeerEntry("Botan") {
                    AESRoster.known(BotanPeer("AES-256/GCM", key: Message.key))
                })
        }
        #endif
        let aead = AEADContests(
            subject: subject, baseline: AESRoster.baseline, engines: engines, peers: peers, reference: reference)
        contests =
            aead.seal(also: [SwiftCrypto.seal]) + aead.sealOnTwoThreads() + aead.open(also: [SwiftCrypto.open])
            + aead.keyAndSeal(also: [SwiftCrypto.sealUnderNewKey]) + aead.message() + aead.file()
    }

    /// What was there a moment ago.
    private static func known<Peer>(_ peer: Peer?) -> Peer {
        guard let peer else { fatalError("a library lost a cipher") }
        return peer
    }
}
