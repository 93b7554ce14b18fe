// SPDX-License-Identifier: Apache-2.0

/// Length of a sample and the tests that are made on it (GM/T 0005-2021 Annex A).
///
/// The parameters were taken from a public implementation of the 2021 edition and agree with the sample results of its
/// Annex C, which the tests of this module repeat; the standard's own text was not compared. A third set, for 10⁸ bits,
/// is not made here.
///
/// Against the 2012 edition, as far as implementations of either show: the longest run of zeros was added to that of
/// ones, the backward cumulative sum to the forward one, the linear complexity of 1,000 bits to that of 500; the
/// variance of the Fourier test became n·0.95·0.05 / 3.8; parameters follow from the sample's length; and the spread of
/// Q-values decides along with the pass rate (§6.3). The 2012 edition has 10⁶ bits only.
package enum RandomnessSetting: Int, CaseIterable, Sendable, Codable {
    /// Samples of 20,000 bits: twelve tests.
    case bits20000 = 20_000
    /// Samples of 10⁶ bits: all fifteen.
    case bits1000000 = 1_000_000

    /// - Throws: ``RandomnessError/unsupportedLength(_:)``.
    package init(bitCount: Int) throws(RandomnessError) {
        guard let setting = RandomnessSetting(rawValue: bitCount) else { throw .unsupportedLength(bitCount) }
        self = setting
    }

    /// Length of a sample in bits.
    package var bitCount: Int { rawValue }

    /// Length of a sample in bytes.
    package var byteCount: Int { rawValue / 8 }

    /// What is tested, in the standard's order.
    package var items: [RandomnessItem] {
        RandomnessTest.allCases.flatMap { test in
            parameters(of: test).map { RandomnessItem(test: test, parameter: $0) }
        }
    }

    /// One for each time that `test` is made; nil where it has no parameter.
    private func parameters(of test: RandomnessTest) -> [Int?] {
        let isLong = self == .bits1000000
        return switch test {
        case .monobitFrequency, .runsTotal, .runsDistribution, .cumulativeSums, .discreteFourier: [nil]
        case .matrixRank, .maurerUniversal: isLong ? [nil] : []
        case .blockFrequency: isLong ? [10_000] : [1_000]
        case .poker: [4, 8]
        case .overlappingSubsequence: [3, 5]
        case .longestRun: isLong ? [10_000] : [128]
        case .binaryDerivative: [3, 7]
        case .autocorrelation: isLong ? [1, 2, 8, 16] : [2, 8, 16]
        case .approximateEntropy: [2, 5]
        case .linearComplexity: isLong ? [500, 1_000] : []
        }
    }
}
