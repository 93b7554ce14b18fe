// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import FIPSEdition
import TestSupport
import Testing

@Suite struct FIPSEditionTests {
    let edition: FIPSEdition

    init() throws { edition = try FIPSEdition() }

    @Test func `without a module it says algorithms-only, part by part`() {
        #expect(edition.status.level == .algorithmsOnly)
        #expect(edition.status.parts.allSatisfy { $0.level == .algorithmsOnly })
        #expect(edition.wrappingAlgorithms == [.rsaesOAEPSHA256, .rsaesOAEPSHA1])
    }
}
