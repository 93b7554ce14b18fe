// SPDX-License-Identifier: Apache-2.0

/// What many samples say of their generator (GM/T 0005-2021 §6).
///
/// Two things are asked of each statistic: that enough samples pass (§6.2), and that its Q-values are evenly spread
/// (§6.3). Of the runs of sound generators with 1,000 samples, each statistic misses the former in 0.3 % and the latter
/// in some 0.01 %; over the 27 statistics of 10⁶ bits that refuses at most one sound run in eleven. Such a run is to be
/// repeated on fresh samples. The Fourier test of 20,000 bits misses evenness more often, as its statistic counts
/// coefficients and so takes few values.
package struct RandomnessVerdict: Sendable, Equatable, Codable {
    /// α: the P-value that a sample needs (§6.2).
    package static let alpha = 0.01
    /// α_T: the uniformity that the Q-values of all samples need (§6.3).
    package static let uniformityAlpha = 0.0001
    /// k: how many parts [0, 1] is cut into for that (§6.3).
    package static let binCount = 10

    /// One statistic over all samples.
    package struct Row: Sendable, Equatable, Codable {
        package let item: RandomnessItem
        /// As in ``PValue/label``.
        package let label: String
        /// How many samples have P ≥ α.
        package let passedCount: Int
        /// How many Q-values lie in each tenth of [0, 1].
        package let bins: [Int]
        /// P_T = igamc(9/2, V/2), V = Σ(Fᵢ − s/10)² / (s/10).
        package let uniformity: Double
        /// Whether enough samples pass (§6.2).
        package let meetsPassRate: Bool
        /// Whether P_T ≥ α_T (§6.3).
        package let isUniform: Bool

        /// Both (§6.4).
        package var passed: Bool { meetsPassRate && isUniform }
    }

    package let bitCount: Int
    package let sampleCount: Int
    /// The least number of samples that must pass each statistic.
    package let bound: Int
    /// In the standard's order.
    package let rows: [Row]
    /// Whether every row passed (§6.4).
    package let passed: Bool

    /// Judges samples of one length and one set of items.
    package init(_ samples: [RandomnessSample]) {
        guard let first = samples.first else { preconditionFailure("no samples, no verdict") }
        precondition(
            samples.allSatisfy { $0.bitCount == first.bitCount && $0.results.count == first.results.count },
            "samples of several kinds")
        let bound = RandomnessVerdict.bound(sampleCount: samples.count)
        let rows = first.results.indices.map { index in
            Row(first.results[index], values: samples.map { $0.results[index].value }, bound: bound)
        }
        bitCount = first.bitCount
        sampleCount = samples.count
        self.bound = bound
        self.rows = rows
        passed = rows.allSatisfy(\.passed)
    }

    /// ⌈s·(1 − α − 3·√(α(1 − α) / s))⌉, such as 981 of 1,000.
    package static func bound(sampleCount: Int) -> Int {
        let s = Double(sampleCount)
        return Int((s * (1 - alpha - 3 * (alpha * (1 - alpha) / s).squareRoot())).rounded(.up))
    }
}

extension RandomnessVerdict.Row {
    fileprivate init(_ result: RandomnessSample.Result, values: [PValue], bound: Int) {
        item = result.item
        label = result.value.label
        passedCount = values.count { $0.p >= RandomnessVerdict.alpha }
        let binCount = RandomnessVerdict.binCount
        var bins = [Int](repeating: 0, count: binCount)
        for value in values { bins[min(Int(value.q * Double(binCount)), binCount - 1)] += 1 }
        self.bins = bins
        let statistic = ChiSquare.statistic(bins, shares: [Double](repeating: 1 / Double(binCount), count: binCount))
        uniformity = ChiSquare.upperTail(statistic, degrees: binCount - 1)
        meetsPassRate = passedCount >= bound
        isUniform = uniformity >= RandomnessVerdict.uniformityAlpha
    }
}
