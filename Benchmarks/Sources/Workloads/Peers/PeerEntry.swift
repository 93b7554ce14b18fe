// SPDX-License-Identifier: Apache-2.0

/// One peer in all the contests of an AEAD cipher.
struct PeerEntry {
    let name: String
    let seal: Contender
    let open: Contender
    let sealInNewContext: Contender
    /// As ``seal`` and ``sealInNewContext``, for contests that check what opens again instead of what was sealed.
    let sealAndReopen: Contender
    let sealInNewContextAndReopen: Contender
    /// As ``seal`` on two threads, each with a peer of its own.
    let sealOnTwoThreads: Contender

    init<Peer: AEADPeer>(_ name: String, make: @escaping () -> Peer) {
        self.name = name
        seal = .sealing(name, by: make)
        open = .opening(name, by: make)
        sealInNewContext = .sealingInNewContext(name, by: make)
        sealAndReopen = PeerEntry.reopening(seal, by: make)
        sealInNewContextAndReopen = PeerEntry.reopening(sealInNewContext, by: make)
        sealOnTwoThreads = .onTwoThreads("\(name), a context for each thread", seal)
    }

    private static func reopening<Peer: AEADPeer>(_ contender: Contender, by make: @escaping () -> Peer) -> Contender {
        Contender(contender.name) { message in
            let run = try contender.prepare(message)
            return Run(work: run.work) {
                unsafe make().open(message.ciphertextAndTag, iv: message.ivTable, to: message.opened.start)
                return message.opened.copy(message.byteCount)
            }
        }
    }
}
