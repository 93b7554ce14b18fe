// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import VectorSuites

/// The sample results of GM/T 0005-2021 Annex C and the worked examples of NIST SP 800-22 Rev. 1a §2, to six digits.
@Suite struct StandardExampleTests {
    private typealias Row = (test: RandomnessTest, parameter: Int?, p: [Double], q: [Double])

    /// The sequence of 128 bits of Annex C.
    private let annexC = BitSequence(bytes(hex: "cc156c4c e0024d51 13d680d7 cce6d8b2"))
    /// The first 100 binary digits of π, of both documents.
    private let pi = BitSequence(
        text: """
            1100100100 0011111101 1010101000 1000100001 0110100011 \
            0000100011 0100110001 0011000110 0110001010 0010111000
            """)

    private func check(_ rows: [Row], on bits: BitSequence) throws {
        for row in rows {
            let values = try row.test.values(bits, row.parameter)
            #expect(values.count == row.p.count && values.count == row.q.count, "\(row.test)")
            for (value, expected) in zip(values, zip(row.p, row.q)) {
                #expect(agree(value.p, expected.0), "\(row.test) \(value)")
                #expect(agree(value.q, expected.1), "\(row.test) \(value)")
            }
        }
    }

    @Test func `128 bits give what Annex C prints`() throws {
        try check(
            [
                (.monobitFrequency, nil, [0.215925], [0.892038]),
                (.poker, 4, [0.213734], [0.213734]),
                (.overlappingSubsequence, 2, [0.436868, 0.723674], [0.436868, 0.723674]),
                (.runsTotal, nil, [0.620729], [0.310364]),
                (.runsDistribution, nil, [0.970152], [0.970152]),
                (.longestRun, 8, [0.180598, 0.839299], [0.180598, 0.839299]),
                (.binaryDerivative, 3, [0.039669], [0.980166]),
                (.autocorrelation, 1, [0.790080], [0.395040]),
            ], on: annexC)
    }

    @Test func `100 digits of π give what both documents print`() throws {
        try check(
            [
                (.monobitFrequency, nil, [0.109599], [0.945201]),
                (.blockFrequency, 10, [0.706438], [0.706438]),
                (.runsTotal, nil, [0.500798], [0.250399]),
                (.cumulativeSums, nil, [0.219194, 0.114866], [0.219194, 0.114866]),
                (.approximateEntropy, 2, [0.235301], [0.235301]),
                (.discreteFourier, nil, [0.654721], [0.327360]),
            ], on: pi)
    }

    @Test func `short sequences give what SP 800-22 prints`() throws {
        let rows: [(text: String, row: Row)] = [
            ("1011010101", (.monobitFrequency, nil, [0.527089], [0.263545])),
            ("0110011010", (.blockFrequency, 3, [0.801252], [0.801252])),
            ("1001101011", (.runsTotal, nil, [0.147232], [0.073616])),
            ("0011011101", (.overlappingSubsequence, 3, [0.808792, 0.670320], [0.808792, 0.670320])),
            ("0100110101", (.approximateEntropy, 3, [0.261961], [0.261961])),
        ]
        for (text, row) in rows { try check([row], on: BitSequence(text: text)) }
        let sums = try RandomnessTest.cumulativeSums.values(BitSequence(text: "1011010111"))
        #expect(agree(sums[0].p, 0.411_658_8), "\(sums)")
    }

    @Test func `the linear complexity of SP 800-22's block is 4`() {
        var complexity = LinearComplexity(blockBitCount: 13)
        #expect(complexity(BitSequence(text: "1101011110001"), at: 0) == 4)
    }

    @Test func `the tests carry the clauses of the 2021 edition`() {
        #expect(RandomnessTest.allCases.count == 15)
        #expect(RandomnessTest.monobitFrequency.clause == "§5.1")
        #expect(RandomnessTest.longestRun.clause == "§5.7")
        #expect(RandomnessTest.discreteFourier.clause == "§5.15")
        #expect(Set(RandomnessTest.allCases.map(\.name)).count == 15)
    }

    @Test func `each length has the statistics of Annex A`() {
        #expect(RandomnessSetting.bits1000000.items.count == 23)
        #expect(RandomnessSetting.bits20000.items.count == 18)
        let short = Set(RandomnessSetting.bits20000.items.map(\.test))
        #expect(Set(RandomnessTest.allCases).subtracting(short) == [.matrixRank, .linearComplexity, .maurerUniversal])
        for item in RandomnessSetting.allCases.flatMap(\.items) {
            #expect((item.parameter == nil) == (item.test.parameterName == nil), "\(item)")
        }
    }
}
