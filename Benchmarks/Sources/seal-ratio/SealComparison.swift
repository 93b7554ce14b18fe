// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Peers

/// `Encryptor.seal` and bare EVP calls under keys of their own, sealing the same plaintext by turns.
struct SealComparison: ~Copyable {
    private let encryptor: any Encryptor
    private let bare: BareEVP

    /// Messages per batch are a multiple of this: the nonce batch holds 64, so every batch pays for as many refills.
    private static let messageStep = 64
    /// Plaintext bytes per batch, about: long enough for the clock, short enough to fit between interruptions.
    private static let batchByteCount = 64 * 1024

    init(edition: any CryptoEdition) throws(CryptoError) {
        let key = try edition.randomBytes(32)
        encryptor = try edition.makeEncryptor(key: edition.makeKey())
        bare = BareEVP(key: key)
    }

    /// Measures messages of `byteCount` bytes over `rounds` rounds; who goes first changes from round to round.
    borrowing func run(byteCount: Int, rounds: Int) throws -> RatioRow {
        let messageCount = max(1, Self.batchByteCount / byteCount / Self.messageStep) * Self.messageStep
        let workload = SealWorkload(byteCount: byteCount, messageCount: messageCount)
        var ours: [Double] = []
        var theirs: [Double] = []
        for round in 0..<rounds + Self.warmUpRounds(rounds) {
            var both = (ours: 0.0, theirs: 0.0)
            if round.isMultiple(of: 2) {
                both.ours = try workload.time(encryptor)
                both.theirs = workload.time(bare)
            } else {
                both.theirs = workload.time(bare)
                both.ours = try workload.time(encryptor)
            }
            guard round >= Self.warmUpRounds(rounds) else { continue }
            ours.append(both.ours)
            theirs.append(both.theirs)
        }
        return RatioRow(
            plaintextByteCount: byteCount, encryptorNanoseconds: Self.median(ours),
            bareNanoseconds: Self.median(theirs),
            ratio: Self.median(zip(ours, theirs).map { $0 / $1 }))
    }

    /// Rounds that do not count.
    private static func warmUpRounds(_ rounds: Int) -> Int { 1 + rounds / 20 }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
