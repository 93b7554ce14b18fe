// SPDX-License-Identifier: Apache-2.0

/// One test with one parameter.
package struct RandomnessItem: Sendable, Hashable, Codable {
    package let test: RandomnessTest
    /// The m, k or d of Annex A; nil for a test without one.
    package let parameter: Int?

    /// The name that reports print, such as `Poker, m = 4`.
    package var name: String {
        guard let parameter, let letter = test.parameterName else { return test.name }
        return "\(test.name), \(letter) = \(parameter)"
    }

    package init(test: RandomnessTest, parameter: Int?) {
        self.test = test
        self.parameter = parameter
    }

    /// Makes the test on `bits`, of any length that it can be made on.
    ///
    /// - Throws: ``RandomnessError/tooShort(test:needed:actual:)``;
    ///   ``RandomnessError/unsupportedParameter(test:parameter:)``.
    package func pValues(_ bits: BitSequence) throws(RandomnessError) -> [PValue] {
        let parameter = self.parameter ?? 0
        guard accepts(parameter) else { throw .unsupportedParameter(test: test, parameter: parameter) }
        let needed = neededBitCount(parameter)
        guard bits.count >= needed else { throw .tooShort(test: test, needed: needed, actual: bits.count) }
        return switch test {
        case .monobitFrequency: [FrequencyStatistics.monobit(bits)]
        case .blockFrequency: [FrequencyStatistics.block(bits, m: parameter)]
        case .poker: [FrequencyStatistics.poker(bits, m: parameter)]
        case .overlappingSubsequence: PatternStatistics.overlappingSubsequence(bits, m: parameter)
        case .runsTotal: [RunStatistics.total(bits)]
        case .runsDistribution: [RunStatistics.distribution(bits)]
        case .longestRun: RunStatistics.longest(bits, m: parameter)
        case .binaryDerivative: [CorrelationStatistics.binaryDerivative(bits, k: parameter)]
        case .autocorrelation: [CorrelationStatistics.autocorrelation(bits, d: parameter)]
        case .matrixRank: [StructureStatistics.matrixRank(bits)]
        case .cumulativeSums: CumulativeSums(bits).pValues
        case .approximateEntropy: [PatternStatistics.approximateEntropy(bits, m: parameter)]
        case .linearComplexity: [StructureStatistics.linearComplexity(bits, m: parameter)]
        case .maurerUniversal: [StructureStatistics.maurerUniversal(bits)]
        case .discreteFourier: [StructureStatistics.discreteFourier(bits)]
        }
    }

    /// Whether the test has a meaning, and a table, for `parameter`. Patterns longer than 16 bits would only take
    /// memory.
    private func accepts(_ parameter: Int) -> Bool {
        switch test {
        case .blockFrequency, .autocorrelation: parameter > 0
        case .poker, .approximateEntropy: 1...16 ~= parameter
        case .overlappingSubsequence: 2...16 ~= parameter
        case .longestRun: LongestRunTable(m: parameter) != nil
        case .binaryDerivative: 1...64 ~= parameter
        case .linearComplexity: parameter > 4
        default: true
        }
    }

    /// The shortest sequence that the statistic is defined on. What the standard asks for is far longer.
    private func neededBitCount(_ parameter: Int) -> Int {
        switch test {
        case .monobitFrequency, .runsTotal, .cumulativeSums: 1
        case .blockFrequency, .poker, .longestRun, .linearComplexity, .overlappingSubsequence: parameter
        case .approximateEntropy, .binaryDerivative, .autocorrelation: parameter + 1
        case .runsDistribution: RunStatistics.distributionBitCount
        case .matrixRank: StructureStatistics.matrixBitCount
        case .maurerUniversal: StructureStatistics.universalBitCount
        case .discreteFourier: 2
        }
    }
}
