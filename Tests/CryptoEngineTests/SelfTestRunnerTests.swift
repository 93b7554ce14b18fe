// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Testing

@Suite struct SelfTestRunnerTests {
    private let right = SelfTest("right", reference: "here", expecting: [1, 2]) { () throws(CryptoError) in [1, 2] }
    private let wrong = SelfTest("wrong", reference: "here", expecting: [1, 2]) { () throws(CryptoError) in [1, 3] }
    private let broken = SelfTest("broken", reference: "here", expecting: [1]) { () throws(CryptoError) in
        throw .randomUnavailable
    }
    private let empty = SelfTest("empty", reference: "here", expecting: []) { () throws(CryptoError) in [] }

    @Test func `passed tests are reported in order`() throws {
        let results = try SelfTestRunner().run([right, empty])
        #expect(results.map(\.name) == ["right", "empty"])
        #expect(results.allSatisfy { $0.passed && $0.microseconds >= 0 && $0.reference == "here" })
    }

    @Test func `a wrong answer and a refusing library fail by name`() {
        #expect(throws: CryptoError.selfTestFailed(name: "wrong")) { try SelfTestRunner().run([right, wrong]) }
        #expect(throws: CryptoError.selfTestFailed(name: "broken")) { try SelfTestRunner().run([broken]) }
    }

    @Test(arguments: ["right", "empty"])
    func `a planted fault is found in the test it was planted in`(name: String) {
        #expect(throws: CryptoError.selfTestFailed(name: name)) {
            try SelfTestRunner(faultyTest: name).run([right, empty])
        }
    }
}
