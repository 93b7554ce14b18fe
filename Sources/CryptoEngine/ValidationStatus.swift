// SPDX-License-Identifier: Apache-2.0

/// What is validated and what is not, part by part: data for reports, never a claim of certification.
public struct ValidationStatus: Sendable, Equatable, Codable {
    /// How far a part goes.
    public enum Level: String, Sendable, Codable, Comparable, CaseIterable {
        /// Right answers on known vectors; the module that computes is not a validated one.
        case algorithmsOnly = "algorithms-only"
        /// Computed by a module that its configuration presents as validated, with every probe passed.
        case validatedModule = "validated-module"

        /// The weaker level is the smaller.
        public static func < (left: Level, right: Level) -> Bool {
            left == .algorithmsOnly && right == .validatedModule
        }
    }

    /// One function of the edition and who computes it.
    public struct Part: Sendable, Equatable, Codable {
        /// The function, such as `AES-256-GCM` or `random`.
        public let function: String
        /// The library, provider and version that compute it.
        public let provider: String
        /// How far this part goes.
        public let level: Level

        package init(function: String, provider: String, level: Level) {
            self.function = function
            self.provider = provider
            self.level = level
        }
    }

    /// Every function the edition uses.
    public let parts: [Part]

    /// The weakest of the parts: one unvalidated function makes the whole unvalidated.
    public let level: Level

    package init(parts: [Part]) {
        self.parts = parts
        level = parts.map(\.level).min() ?? .algorithmsOnly
    }
}
