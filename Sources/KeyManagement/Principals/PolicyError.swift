// SPDX-License-Identifier: Apache-2.0

/// Why a text is no policy.
public struct PolicyError: Error, Sendable, Hashable {
    /// The line of the document, from 1; 0 for a pattern that stands alone.
    public let line: Int
    /// What is wrong. May repeat names and patterns of the policy; a policy holds no secret.
    public let reason: String

    init(line: Int = 0, _ reason: String) {
        self.line = line
        self.reason = reason
    }

    func at(line: Int) -> PolicyError { PolicyError(line: line, reason) }
}

extension PolicyError: CustomStringConvertible {
    /// What is wrong. What to do.
    public var description: String {
        "The policy cannot be used: \(line > 0 ? "line \(line): " : "")\(reason). docs/principals.md shows the form."
    }
}
