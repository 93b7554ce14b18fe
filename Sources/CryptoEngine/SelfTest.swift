// SPDX-License-Identifier: Apache-2.0

/// One test of an edition at load: computes, and compares with what must come out.
package struct SelfTest: Sendable {
    /// A short name, unique in its edition, such as `AES-256-GCM seal`.
    package let name: String
    /// Where the expected answer comes from, with its section.
    package let reference: String
    /// Answers whether the computed bytes are right. The runner hands it `tamper` for a planted fault: each test passes
    /// its computed bytes through it, so that a test can be made to fail and be seen to fail.
    package let passes: @Sendable (_ tamper: Tamper) throws(CryptoError) -> Bool

    package init(
        _ name: String, reference: String, passes: @escaping @Sendable (_ tamper: Tamper) throws(CryptoError) -> Bool
    ) {
        self.name = name
        self.reference = reference
        self.passes = passes
    }

    /// A test that computes bytes and compares them with a known answer.
    package init(
        _ name: String, reference: String, expecting answer: [UInt8],
        computing: @escaping @Sendable () throws(CryptoError) -> [UInt8]
    ) {
        self.init(name, reference: reference) { (tamper: Tamper) throws(CryptoError) in
            tamper(try computing()) == answer
        }
    }

    /// Hands computed bytes on, or with one bit flipped when a fault is planted in this test.
    package struct Tamper: Sendable {
        let isActive: Bool

        package func callAsFunction(_ computed: [UInt8]) -> [UInt8] {
            guard isActive else { return computed }
            guard let first = computed.first else { return [1] }
            return [first ^ 1] + computed.dropFirst()
        }
    }
}

/// Runs an edition's tests and says what came out.
package struct SelfTestRunner: Sendable {
    private let faultyTest: String?

    /// - Parameter faultyTest: the name of a test whose computed bytes are to be altered, to see it refuse; nil in production.
    package init(faultyTest: String? = nil) {
        self.faultyTest = faultyTest
    }

    /// Runs all tests in order.
    ///
    /// - Throws: ``CryptoError/selfTestFailed(name:)`` at the first that does not pass, or that its library refuses.
    package func run(_ tests: [SelfTest]) throws(CryptoError) -> [SelfTestReport.Result] {
        var results: [SelfTestReport.Result] = []
        let clock = ContinuousClock()
        for test in tests {
            let start = clock.now
            let passed: Bool
            do throws(CryptoError) {
                passed = try test.passes(SelfTest.Tamper(isActive: test.name == faultyTest))
            } catch {
                passed = false
            }
            guard passed else { throw .selfTestFailed(name: test.name) }
            results.append(.init(name: test.name, reference: test.reference, duration: clock.now - start))
        }
        return results
    }
}
