// SPDX-License-Identifier: Apache-2.0

/// A step of the demonstration that does not hold, in words.
struct StepFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// Fails unless `isTrue`.
    static func unless(_ isTrue: Bool, _ what: String) throws(StepFailure) {
        guard isTrue else { throw StepFailure(what) }
    }

    /// Carries out what must be refused, and for the right reason.
    ///
    /// - Parameters:
    ///   - action: what must be refused.
    ///   - isExpected: whether an error is the right one.
    /// - Returns: the first sentence of the refusal.
    /// - Throws: ``StepFailure`` when nothing is refused, or for another reason.
    static func refusal(
        of action: () async throws -> Void, because isExpected: (any Error) -> Bool
    ) async throws(StepFailure) -> String {
        do {
            try await action()
        } catch {
            guard isExpected(error) else { throw StepFailure("refused for another reason: \(error)") }
            let text = "\(error)"
            return text.firstRange(of: ". ").map { String(text[..<$0.lowerBound]) + "." } ?? text
        }
        throw StepFailure("it was not refused")
    }
}
