// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import VectorSuites

/// Samples of 10⁶ bits that are not random: each is refused by the tests that look for its fault.
@Suite struct BadGeneratorTests {
    private static let count = 1_000_000

    /// The tests with a statistic that refuses `bits`.
    private func refusals(_ bits: BitSequence) throws -> Set<RandomnessTest> {
        let results = try RandomnessSample(index: 0, bits: bits).results
        return Set(results.filter { $0.value.p < RandomnessVerdict.alpha }.map(\.item.test))
    }

    @Test(arguments: [false, true]) func `a stuck generator is refused by all fifteen`(bit: Bool) throws {
        let sample = try RandomnessSample(index: 0, bits: BitSequence(count: Self.count) { _ in bit })
        for result in sample.results { #expect(result.value.p < 1e-6, "\(result.item.test) \(result.value)") }
        #expect(!sample.passed)
    }

    @Test func `alternating bits pass only what counts ones`() throws {
        let refused = try refusals(BitSequence(count: Self.count) { $0 % 2 == 1 })
        #expect(
            Set(RandomnessTest.allCases).subtracting(refused) == [.monobitFrequency, .blockFrequency, .cumulativeSums])
    }

    @Test func `51 % of ones are seen by what counts words`() throws {
        var generator = SeededGenerator(seed: 51)
        let limit = UInt64.max / 100 * 51
        let refused = try refusals(BitSequence(count: Self.count) { _ in generator.next() < limit })
        let expected: Set<RandomnessTest> = [
            .monobitFrequency, .blockFrequency, .poker, .overlappingSubsequence, .cumulativeSums, .approximateEntropy,
        ]
        #expect(refused.isSuperset(of: expected), "\(refused)")
    }

    @Test func `a period of 1,000 bits is seen`() throws {
        let period = BitSequence(seed: 6, count: 1_000)
        let refused = try refusals(BitSequence(count: Self.count) { period[$0 % 1_000] == 1 })
        let expected: Set<RandomnessTest> = [
            .poker, .overlappingSubsequence, .runsDistribution, .approximateEntropy, .matrixRank, .linearComplexity,
            .maurerUniversal, .discreteFourier,
        ]
        #expect(refused.isSuperset(of: expected), "\(refused)")
    }

    /// x²⁰ + x³ + 1 has the period 2²⁰ − 1: no word repeats, and yet all is linear.
    @Test func `a shift register of 20 bits is seen by rank and complexity alone`() throws {
        var state = 0xACE1
        let bits = BitSequence(count: Self.count) { _ in
            let bit = state & 1
            state = state >> 1 | (bit ^ state >> 3 & 1) << 19
            return bit == 1
        }
        let refused = try refusals(bits)
        #expect(refused.isSuperset(of: [.matrixRank, .linearComplexity]), "\(refused)")
        #expect(refused.isDisjoint(with: [.monobitFrequency, .runsTotal, .approximateEntropy]), "\(refused)")
    }

    @Test(arguments: [
        (RandomnessTest.matrixRank, nil, 1_024), (.maurerUniversal, nil, 8_967), (.runsDistribution, nil, 79),
        (.longestRun, 128, 128), (.linearComplexity, 500, 500), (.binaryDerivative, 7, 8), (.autocorrelation, 16, 17),
        (.discreteFourier, nil, 2),
    ])
    func `a sequence too short for a statistic is refused`(test: RandomnessTest, parameter: Int?, needed: Int) throws {
        #expect(throws: RandomnessError.tooShort(test: test, needed: needed, actual: needed - 1)) {
            try test.values(BitSequence(seed: 1, count: needed - 1), parameter)
        }
        for value in try test.values(BitSequence(seed: 1, count: needed), parameter) { #expect(0...1 ~= value.p) }
    }

    @Test(arguments: [
        (RandomnessTest.blockFrequency, 0), (.poker, 17), (.overlappingSubsequence, 1), (.longestRun, 127),
        (.binaryDerivative, 0), (.autocorrelation, -1), (.linearComplexity, 4),
    ])
    func `a parameter without meaning is refused`(test: RandomnessTest, parameter: Int) {
        #expect(throws: RandomnessError.unsupportedParameter(test: test, parameter: parameter)) {
            try test.values(BitSequence(seed: 1, count: 20_000), parameter)
        }
    }
}
