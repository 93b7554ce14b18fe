// SPDX-License-Identifier: Apache-2.0

/// What one statistic of one test says of one sequence (GM/T 0005-2021 §5).
package struct PValue: Sendable, Equatable, Codable {
    /// Which of the test's statistics it is, such as `m=5 P1`; empty for a test that has one only.
    package let label: String
    /// How likely a random sequence is to deviate at least as much. A sample passes with at least α.
    package let p: Double
    /// Evenly spread over random sequences, and keeping the direction of the deviation; its spread over many samples is
    /// tested for evenness. Equals `p` where the statistic has no direction.
    package let q: Double

    /// From a statistic that is spread like N(0, 1): P = erfc(|V| / √2), Q = erfc(V / √2) / 2.
    init(label: String, normal deviation: Double) {
        self.label = label
        p = Normal.twoSided(deviation)
        q = Normal.upperTail(deviation)
    }

    /// From a statistic that is spread like χ²: P = Q = igamc(degrees / 2, statistic / 2).
    init(label: String, chiSquare statistic: Double, degrees: Int) {
        self.init(label: label, probability: ChiSquare.upperTail(statistic, degrees: degrees))
    }

    /// From a probability without direction: P = Q.
    init(label: String, probability: Double) {
        self.label = label
        p = probability
        q = probability
    }
}
