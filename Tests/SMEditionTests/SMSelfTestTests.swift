// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Testing

@testable import SMEdition

@Suite struct SMSelfTestTests {
    @Test func `every self-test passes and is reported with its reference`() throws {
        let report = try SMEdition().selfTestReport
        #expect(report.results.map(\.name) == (try SMEdition.selfTestNames()))
        #expect(report.results.allSatisfy { $0.passed && !$0.reference.isEmpty })
        #expect(Set(report.results.map(\.name)).count == report.results.count)
    }

    @Test(arguments: try SMEdition.selfTestNames())
    func `a fault in one self-test leaves no edition`(name: String) {
        #expect(throws: CryptoError.selfTestFailed(name: name)) {
            _ = try SMEdition(options: SMOptions(), faultyTest: name)
        }
    }
}
