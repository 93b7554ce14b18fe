// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import FIPSEdition

/// What holds in either sub-mode alike.
@Suite struct SubModeTests {
    @Test(arguments: FIPSSubject.all, [0, 15, 16, 31, 33, 64, 65])
    func `keys of other lengths are refused`(subject: FIPSSubject, byteCount: Int) throws {
        let edition = try subject.load()
        let key = KeyMaterial(knownBytes: [UInt8](repeating: 1, count: byteCount))
        let refusal = CryptoError.wrongKeyLength(expected: 32, actual: byteCount)
        #expect(throws: refusal) { _ = try edition.makeEncryptor(key: key) }
        #expect(throws: refusal) { _ = try edition.makeDerivation(key: key) }
        if (16...64).contains(byteCount) {
            #expect(throws: Never.self) { _ = try edition.makeAuthenticator(key: key) }
        } else {
            let nearest = CryptoError.wrongKeyLength(expected: byteCount < 16 ? 16 : 64, actual: byteCount)
            #expect(throws: nearest) { _ = try edition.makeAuthenticator(key: key) }
        }
    }

    @Test(arguments: FIPSSubject.all)
    func `random bytes fill what is asked for and do not repeat`(subject: FIPSSubject) throws {
        let edition = try subject.load()
        #expect(try edition.randomBytes(0).isEmpty)
        let draws = try (0..<100).map { _ in try edition.randomBytes(32) }
        #expect(Set(draws).count == 100 && draws.allSatisfy { $0.count == 32 })
    }
}
