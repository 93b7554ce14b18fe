// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import VectorSuites

/// What follows from the values of many samples (GM/T 0005-2021 §6).
@Suite struct RandomnessVerdictTests {
    private let item = RandomnessItem(test: .poker, parameter: 4)

    /// Samples of one statistic each.
    private func samples(_ values: [Double]) -> [RandomnessSample] {
        values.enumerated().map { index, value in
            RandomnessSample(
                index: index, bitCount: 20_000,
                results: [.init(item: item, value: PValue(label: "m=4", probability: value))])
        }
    }

    /// `failing` samples just under α, the others evenly spread over [α, 1).
    private func evenSamples(_ count: Int, failing: Int) -> [RandomnessSample] {
        samples(
            (0..<count).map { $0 < failing ? 0.0099 : 0.01 + 0.99 * Double($0 - failing) / Double(count - failing) })
    }

    @Test(arguments: [(1_000, 981), (1, 1), (20, 19), (50, 48), (100, 97), (300, 292), (10_000, 9_871)])
    func `the bound is that of §6.2`(sampleCount: Int, bound: Int) {
        #expect(RandomnessVerdict.bound(sampleCount: sampleCount) == bound)
    }

    @Test func `981 of 1,000 pass, 980 do not`() {
        let good = RandomnessVerdict(evenSamples(1_000, failing: 19))
        #expect(good.passed && good.bound == 981 && good.rows[0].passedCount == 981)
        let bad = RandomnessVerdict(evenSamples(1_000, failing: 20))
        #expect(!bad.passed && !bad.rows[0].meetsPassRate && bad.rows[0].isUniform)
    }

    @Test func `a value of just α passes`() {
        #expect(RandomnessVerdict(samples([0.01])).passed)
        #expect(!RandomnessVerdict(samples([(0.01).nextDown])).passed)
    }

    /// V = 10·((F₁ − 100)² + … ) / 1,000 by hand: 145 and 55 in two tenths, 100 in each other, make V = 40.5.
    @Test func `values that crowd are refused although all pass`() {
        let even = (0..<1_000).map { 0.05 + 0.1 * Double($0 % 10) }
        #expect(RandomnessVerdict(samples(even)).rows[0].uniformity == 1)
        let crowded = even.enumerated().map { $0 < 450 && $1 > 0.9 ? 0.85 : $1 }
        let row = RandomnessVerdict(samples(crowded)).rows[0]
        #expect(row.bins == [100, 100, 100, 100, 100, 100, 100, 100, 145, 55])
        #expect(row.meetsPassRate && !row.isUniform && !row.passed)
        #expect(abs(row.uniformity - ChiSquare.upperTail(40.5, degrees: 9)) < 1e-15)
    }

    @Test func `0 and 1 fall into the outer tenths`() {
        #expect(RandomnessVerdict(samples([0, 1, 0.0999, 0.1, 0.9])).rows[0].bins == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2])
    }

    @Test func `evenness is judged by Q, the pass rate by P`() {
        let values = (0..<100).map { index in
            RandomnessSample(
                index: index, bitCount: 20_000,
                results: [.init(item: item, value: PValue(label: "", normal: -0.1 - Double(index) / 100))])
        }
        let row = RandomnessVerdict(values).rows[0]
        #expect(row.meetsPassRate && !row.isUniform)
        #expect(row.bins.prefix(5).allSatisfy { $0 == 0 })
    }

    @Test func `a verdict survives JSON`() throws {
        let verdict = RandomnessVerdict(evenSamples(100, failing: 2))
        let data = try JSONEncoder().encode(verdict)
        #expect(try JSONDecoder().decode(RandomnessVerdict.self, from: data) == verdict)
    }
}
