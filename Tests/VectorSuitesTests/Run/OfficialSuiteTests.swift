// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import CryptoEngine
import TestSupport
import Testing
import VectorSuites

/// Every file of the vectors folder, read by content and run on everything that computes here.
@Suite struct OfficialSuiteTests {
    @Test(.vectors("wycheproof")) func `each file holds as many cases as its publisher says`() async throws {
        for file in try SuiteFolder.files(at: [VectorFolder.current!.path]) {
            let contents = try file.read()
            let (format, cases) = try file.contentsOf(contents)
            print("XX", file.name, "|", format, "|", cases.count)
        }
    }
}
