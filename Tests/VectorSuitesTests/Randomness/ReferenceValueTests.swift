// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import VectorSuites

/// All tests against values that were computed independently.
@Suite struct ReferenceValueTests {
    @Test(arguments: ReferenceValues.all)
    func `every statistic agrees with the independent computation`(_ reference: ReferenceValues) throws {
        let bits = BitSequence(seed: reference.seed, count: reference.bitCount)
        let sample = try RandomnessSample(index: 0, bits: bits)
        let rows = reference.rows
        #expect(sample.results.count == rows.count)
        #expect(sample.results.count == (reference.bitCount == 20_000 ? 22 : 27))
        for (result, row) in zip(sample.results, rows) {
            #expect("\(result.item.test.rawValue)|\(result.value.label)" == row.name)
            #expect(agree(result.value.p, row.p, within: 1e-9), "\(row.name): \(result.value.p), not \(row.p)")
            #expect(agree(result.value.q, row.q, within: 1e-9), "\(row.name): \(result.value.q), not \(row.q)")
        }
    }

    @Test func `a test made alone answers what it does among the others`() throws {
        let bits = BitSequence(seed: 11, count: 20_000)
        let together = try RandomnessSample(index: 0, bits: bits).results.map(\.value)
        #expect(try RandomnessTest.allCases.flatMap { try $0.pValues(bits) } == together)
    }

    @Test func `a length without parameters is refused by its number`() {
        #expect(throws: RandomnessError.unsupportedLength(20_008)) {
            try RandomnessTest.poker.pValues(BitSequence(seed: 1, count: 20_008))
        }
    }
}
