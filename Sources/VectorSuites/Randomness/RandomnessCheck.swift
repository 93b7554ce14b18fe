// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// A short form of the randomness tests, for the start of a program: samples few and small enough for milliseconds.
///
/// A statistic that too few samples pass is made again on fresh samples, and counts as failed when it misses its bound
/// in every round. A broken generator misses it each time.
package struct RandomnessCheck: Sendable, Equatable, Codable {
    /// What was found, round by round. A later round holds only what had failed in the one before.
    package let rounds: [RandomnessVerdict]
    /// What missed its bound in every round.
    package let failures: [RandomnessVerdict.Row]

    /// Whether the generator may be used.
    package var passed: Bool { failures.isEmpty }

    /// The power-on test of GM/T 0062-2018: the poker test with m = 2 on 20 samples of 10⁴ bits, of which 19 must pass,
    /// and one repetition. Parameters as public implementations have them. A sound generator fails it once in 3,500
    /// times.
    ///
    /// - Throws: ``RandomnessError/generatorFailed(_:)``.
    package static func powerOn(of edition: any CryptoEdition) throws(RandomnessError) -> RandomnessCheck {
        try powerOn { (byteCount: Int) throws(RandomnessError) in try BitSequence(drawing: byteCount, from: edition) }
    }

    /// The twelve tests that GM/T 0005-2021 makes on 20,000 bits, on 20 samples, of which 19 must pass; and up to two
    /// repetitions, our own rule: without them a sound generator would fail once in four times, so it does once in
    /// 10,000.
    ///
    /// - Throws: ``RandomnessError/generatorFailed(_:)``.
    package static func short(of edition: any CryptoEdition) throws(RandomnessError) -> RandomnessCheck {
        try short { (byteCount: Int) throws(RandomnessError) in try BitSequence(drawing: byteCount, from: edition) }
    }

    /// As ``powerOn(of:)``, on what `draw` answers.
    package static func powerOn(
        drawing draw: (_ byteCount: Int) throws(RandomnessError) -> BitSequence
    ) throws(RandomnessError) -> RandomnessCheck {
        try RandomnessCheck(
            items: [RandomnessItem(test: .poker, parameter: 2)], byteCount: 1_250, roundCount: 2, drawing: draw)
    }

    /// As ``short(of:)``, on what `draw` answers.
    package static func short(
        drawing draw: (_ byteCount: Int) throws(RandomnessError) -> BitSequence
    ) throws(RandomnessError) -> RandomnessCheck {
        let setting = RandomnessSetting.bits20000
        return try RandomnessCheck(
            items: setting.items, byteCount: setting.byteCount, roundCount: 3, drawing: draw)
    }

    private init(
        items: [RandomnessItem], byteCount: Int, roundCount: Int,
        drawing draw: (_ byteCount: Int) throws(RandomnessError) -> BitSequence
    ) throws(RandomnessError) {
        let sampleCount = 20
        var rounds: [RandomnessVerdict] = []
        var items = items
        var failures: [RandomnessVerdict.Row] = []
        repeat {
            var samples: [RandomnessSample] = []
            for index in 0..<sampleCount {
                samples.append(try RandomnessSample(index: index, bits: draw(byteCount), items: items))
            }
            let verdict = RandomnessVerdict(samples)
            let suspects = rounds.isEmpty ? nil : failures
            failures = verdict.rows.filter { row in
                !row.meetsPassRate
                    && suspects?.contains { $0.item == row.item && $0.label == row.label } ?? true
            }
            items = items.filter { item in failures.contains { $0.item == item } }
            rounds.append(verdict)
        } while !failures.isEmpty && rounds.count < roundCount
        self.rounds = rounds
        self.failures = failures
    }
}
