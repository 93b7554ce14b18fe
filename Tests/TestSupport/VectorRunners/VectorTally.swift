// SPDX-License-Identifier: Apache-2.0

/// What a run of vectors came to. A suite has passed when its tally equals the expected one, to the last number.
package struct VectorTally: Sendable, Equatable {
    /// The reason under which cases are counted that pass whatever the module does.
    package static let acceptable = "either outcome is acceptable; not judged"

    /// Cases that must succeed, and did.
    package var valid = 0
    /// Cases that must be refused, and were.
    package var invalid = 0
    /// Cases that the product does not take, by the reason. Each was seen to be refused unless the reason says otherwise.
    package var skipped: [String: Int] = [:]
    /// Each case that did not do what it must: its ID and what happened.
    package var failures: [String] = []

    package init(valid: Int = 0, invalid: Int = 0, skipped: [String: Int] = [:]) {
        self.valid = valid
        self.invalid = invalid
        self.skipped = skipped
    }

    /// Records a case that must succeed.
    mutating func recordValid(_ id: String, failing faults: [String]) {
        valid += faults.isEmpty ? 1 : 0
        failures += faults.map { "\(id): \($0)" }
    }

    /// Records a case that must be refused.
    mutating func recordInvalid(_ id: String, failing faults: [String]) {
        invalid += faults.isEmpty ? 1 : 0
        failures += faults.map { "\(id): \($0)" }
    }

    /// Records a case that the product does not take.
    mutating func recordSkipped(_ id: String, _ reason: String, failing faults: [String] = []) {
        skipped[reason, default: 0] += faults.isEmpty ? 1 : 0
        failures += faults.map { "\(id): \($0)" }
    }
}
