// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import CryptoEngine
import TestSupport
import Testing

@testable import VectorSuites

/// The short forms for the start of a program.
@Suite struct RandomnessCheckTests {
    /// A sound generator fails one check in some thousands, so two in a row are asked to fail.
    @Test(arguments: Edition.allCases) func `accepts both editions' generators`(_ name: Edition) throws {
        let edition = try name.loaded()
        #expect(try RandomnessCheck.powerOn(of: edition).passed || RandomnessCheck.powerOn(of: edition).passed)
        #expect(try RandomnessCheck.short(of: edition).passed || RandomnessCheck.short(of: edition).passed)
    }

    @Test func `draws what each form names, once when nothing fails`() throws {
        var drawn: [Int] = []
        var seed: UInt64 = 0
        func draw(_ byteCount: Int) -> BitSequence {
            drawn.append(byteCount)
            seed += 1
            return BitSequence(seed: seed, count: byteCount * 8)
        }
        let powerOn = try RandomnessCheck.powerOn(drawing: draw)
        #expect(powerOn.passed && powerOn.rounds.count == 1 && powerOn.rounds[0].bound == 19)
        #expect(drawn == [Int](repeating: 1_250, count: 20))
        drawn = []
        let short = try RandomnessCheck.short(drawing: draw)
        #expect(short.passed && short.rounds[0].rows.count == 22)
        #expect(drawn == [Int](repeating: 2_500, count: 20 * short.rounds.count))
    }

    @Test func `refuses a generator that is stuck, in the last round too`() throws {
        let stuck = { (byteCount: Int) in BitSequence([UInt8](repeating: 0x55, count: byteCount)) }
        let powerOn = try RandomnessCheck.powerOn(drawing: stuck)
        #expect(!powerOn.passed && powerOn.rounds.count == 2 && powerOn.failures.map(\.item.test) == [.poker])
        let short = try RandomnessCheck.short(drawing: stuck)
        #expect(!short.passed && short.rounds.count == 3)
        #expect(!short.failures.contains { $0.item.test == .monobitFrequency }, "as many ones as zeros")
        #expect(short.rounds[2].rows.count < short.rounds[0].rows.count)
    }

    @Test func `refuses a generator with 55 % of ones`() throws {
        var generator = SeededGenerator(seed: 55)
        let biased = { (byteCount: Int) in
            BitSequence(count: byteCount * 8) { _ in generator.next() < UInt64.max / 100 * 55 }
        }
        #expect(try !RandomnessCheck.powerOn(drawing: biased).passed)
        let short = try RandomnessCheck.short(drawing: biased)
        #expect(short.failures.contains { $0.item.test == .monobitFrequency })
    }

    @Test func `what fails once only has not failed`() throws {
        var drawCount = 0
        let check = try RandomnessCheck.powerOn { byteCount in
            drawCount += 1
            return drawCount <= 2
                ? BitSequence([UInt8](repeating: 0, count: byteCount))
                : BitSequence(seed: UInt64(100 + drawCount), count: byteCount * 8)
        }
        #expect(check.passed && check.rounds.count == 2 && drawCount == 40)
        #expect(check.rounds[0].rows[0].passedCount == 18)
    }

    @Test func `a generator that gives nothing is an error, not a verdict`() {
        #expect(throws: RandomnessError.generatorFailed(.randomUnavailable)) {
            try RandomnessCheck.short { (_) throws(RandomnessError) in throw .generatorFailed(.randomUnavailable) }
        }
    }
}
