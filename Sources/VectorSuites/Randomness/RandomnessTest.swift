// SPDX-License-Identifier: Apache-2.0

/// The fifteen tests of GM/T 0005-2021 §5, in its order.
///
/// Each makes one or more statistics of a sequence, as ``RandomnessSetting`` and ``RandomnessItem`` parametrise it.
/// With the same parameters eleven of them are those of NIST SP 800-22; poker, runs distribution, binary derivative and
/// autocorrelation are the Chinese standard's own.
package enum RandomnessTest: String, CaseIterable, Sendable, Codable {
    case monobitFrequency = "monobit-frequency"
    case blockFrequency = "block-frequency"
    case poker
    case overlappingSubsequence = "overlapping-subsequence"
    case runsTotal = "runs-total"
    case runsDistribution = "runs-distribution"
    case longestRun = "longest-run"
    case binaryDerivative = "binary-derivative"
    case autocorrelation
    case matrixRank = "matrix-rank"
    case cumulativeSums = "cumulative-sums"
    case approximateEntropy = "approximate-entropy"
    case linearComplexity = "linear-complexity"
    case maurerUniversal = "maurer-universal"
    case discreteFourier = "discrete-fourier"

    /// The name that reports print.
    package var name: String {
        switch self {
        case .monobitFrequency: "Monobit frequency"
        case .blockFrequency: "Frequency within a block"
        case .poker: "Poker"
        case .overlappingSubsequence: "Overlapping subsequence"
        case .runsTotal: "Runs total"
        case .runsDistribution: "Runs distribution"
        case .longestRun: "Longest run in a block"
        case .binaryDerivative: "Binary derivative"
        case .autocorrelation: "Autocorrelation"
        case .matrixRank: "Matrix rank"
        case .cumulativeSums: "Cumulative sums"
        case .approximateEntropy: "Approximate entropy"
        case .linearComplexity: "Linear complexity"
        case .maurerUniversal: "Maurer universal"
        case .discreteFourier: "Discrete Fourier transform"
        }
    }

    /// Its clause in GM/T 0005-2021.
    package var clause: String { "§5.\((RandomnessTest.allCases.firstIndex(of: self) ?? 0) + 1)" }

    /// What the standard calls the parameter in Annex A; nil for a test without one.
    package var parameterName: String? {
        switch self {
        case .blockFrequency, .poker, .overlappingSubsequence, .longestRun, .approximateEntropy, .linearComplexity: "m"
        case .binaryDerivative: "k"
        case .autocorrelation: "d"
        case .monobitFrequency, .runsTotal, .runsDistribution, .matrixRank, .cumulativeSums, .maurerUniversal,
            .discreteFourier:
            nil
        }
    }

    /// Makes the test on `bits` with each parameter that the standard has for this many bits.
    ///
    /// - Returns: nothing when the standard does not make this test on so few bits.
    /// - Throws: ``RandomnessError/unsupportedLength(_:)`` for a length that Annex A does not have.
    package func pValues(_ bits: BitSequence) throws(RandomnessError) -> [PValue] {
        var values: [PValue] = []
        for item in try RandomnessSetting(bitCount: bits.count).items where item.test == self {
            values += try item.pValues(bits)
        }
        return values
    }
}
