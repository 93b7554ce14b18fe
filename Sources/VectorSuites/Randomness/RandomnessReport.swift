// SPDX-License-Identifier: Apache-2.0

/// A finished run of the randomness tests: the verdict, and every P- and Q-value it follows from.
package struct RandomnessReport: Sendable, Equatable, Codable {
    /// Names this form of report.
    package static let format = "hufu-randomness-report-1"

    package var format = RandomnessReport.format
    /// What was tested: an edition by its name, or a file by its path.
    package let source: String
    /// How long it took.
    package let seconds: Double
    package let verdict: RandomnessVerdict
    /// In order.
    package let samples: [RandomnessSample]
}
