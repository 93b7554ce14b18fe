// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import VectorSuites

/// The first 10⁶ binary digits of e, computed here in about a minute: the long example of NIST SP 800-22 (Appendix B)
/// and of GM/T 0005-2021 Annex C.
@Suite struct EulerNumberTests {
    /// Σ 1 / k! by Horner's rule from the innermost term, two factors at a time:
    /// x ← 1 + (1 + x / (k + 1)) / k = 1 + (k + 1 + x) / (k·(k + 1)). 70,000! exceeds 2¹⁰⁰⁰⁰⁰⁰ by far.
    ///
    /// Fixed point: the first word is the whole part, and what follows the fraction, some words longer than needed.
    private static func digits() -> BitSequence {
        var words = [UInt64](repeating: 0, count: 15_629)
        words[0] = 1
        for factor in stride(from: UInt64(69_999), through: 1, by: -2) {
            words[0] += factor + 1
            let divisor = factor * (factor + 1)
            var rest: UInt64 = 0
            for index in words.indices {
                let quotient = divisor.dividingFullWidth((rest, words[index]))
                words[index] = quotient.quotient
                rest = quotient.remainder
            }
            words[0] += 1
        }
        // e = 10.1011…: the two bits of the whole part, then the fraction.
        let bits = BitSequence(
            words[1...].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) } })
        return BitSequence(count: 1_000_000) { $0 < 2 ? $0 == 0 : bits[$0 - 2] == 1 }
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["HUFU_LONG"] == "1", "set HUFU_LONG=1"))
    func `10⁶ digits of e give what the documents print`() throws {
        let bits = Self.digits()
        #expect(bits.word(at: 0) == 0xADF8_5458_A2BB_4A9A)
        typealias Row = (test: RandomnessTest, parameter: Int?, p: [Double])
        let rows: [Row] = [
            (.monobitFrequency, nil, [0.953749]),
            (.blockFrequency, 128, [0.211072]),
            (.runsTotal, nil, [0.561917]),
            (.overlappingSubsequence, 2, [0.843764, 0.561915]),
            (.cumulativeSums, nil, [0.669887, 0.724266]),
            (.approximateEntropy, 10, [0.700073]),
            (.matrixRank, nil, [0.307543]),
            (.linearComplexity, 1_000, [0.844721]),
            (.maurerUniversal, nil, [0.282568]),
        ]
        for row in rows {
            let values = try row.test.values(bits, row.parameter)
            #expect(values.count == row.p.count)
            // Within one unit of the last digit that is printed.
            for (value, p) in zip(values, row.p) { #expect(agree(value.p, p, within: 1e-6), "\(row.test) \(value)") }
        }
        #expect(agree(try RandomnessTest.longestRun.values(bits, 10_000)[0].p, 0.718945))
    }
}
