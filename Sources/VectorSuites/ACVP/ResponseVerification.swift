// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Verifies a response against its prompt with the module: one verdict for each test.
package struct ResponseVerification: Sendable {
    /// One test that did not verify.
    package struct Difference: Sendable {
        package let test: String
        package let reason: String
    }

    package let caseCount: Int
    package let differences: [Difference]

    /// - Parameters:
    ///   - response: answers to every test of the prompt.
    ///   - prompt: what was asked.
    ///   - implementation: who computes an algorithm; nil when nobody does, and the test does not verify then.
    /// - Throws: ``VectorFileError`` when one of the files is not what it must be, or an answer has the wrong length.
    package init(
        response: VectorFile, prompt: VectorFile,
        by implementation: (VectorAlgorithm) -> (any SuiteImplementation)?
    ) throws(VectorFileError) {
        let cases = try VectorFormat.cases(in: prompt, answers: response)
        caseCount = cases.count
        differences = cases.compactMap { item in
            Self.reason(item, implementation).map { Difference(test: item.id, reason: $0) }
        }
    }

    private static func reason(
        _ item: VectorCase, _ implementation: (VectorAlgorithm) -> (any SuiteImplementation)?
    ) -> String? {
        guard case .checks(let checks) = item.content, let algorithm = checks.first?.algorithm else {
            return "not verified"
        }
        guard let implementation = implementation(algorithm) else {
            return "not verified: nothing in this run computes \(algorithm.name)"
        }
        switch item.outcome(on: implementation) {
        case .passed: return nil
        case .failed(let reason): return reason
        case .skipped(let reason): return "not verified: \(reason)"
        }
    }
}
