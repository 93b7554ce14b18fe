// SPDX-License-Identifier: Apache-2.0

/// What one probe of a provider found.
package struct ProbeOutcome: Sendable, Equatable, Encodable {
    /// What is to be there, and what is not.
    package enum Expectation: String, Sendable, Encodable {
        case offered
        case absent
    }

    /// What the finding means.
    package enum Verdict: String, Sendable, Encodable {
        case holds
        case fails
        /// The sub-mode claims nothing that the probe could refute.
        case notApplicable = "not applicable"
    }

    package let expects: Expectation
    /// `cipher`, `digest`, `mac`, `kdf`, `random`, `keyManagement` or `asymmetricCipher`.
    package let kind: String
    /// OpenSSL's name.
    package let algorithm: String
    /// What the fetch asked for.
    package let propertyQuery: String
    package let isOffered: Bool
    package let verdict: Verdict

    package init(
        expects: Expectation, kind: String, algorithm: String, propertyQuery: String, isOffered: Bool, verdict: Verdict
    ) {
        self.expects = expects
        self.kind = kind
        self.algorithm = algorithm
        self.propertyQuery = propertyQuery
        self.isOffered = isOffered
        self.verdict = verdict
    }
}
