// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import SMEdition

@Suite struct SM4EncryptorTests {
    @Test(arguments: try SM4Subjects.contracts(), EncryptorContract.clauses)
    func `keeps the contract`(subject: EncryptorContract, clause: EncryptorContract.Clause) async throws {
        try await clause.check(subject)
    }

    @Test(arguments: NoncePolicyRow.all)
    func `draws its nonces from the source it was given`(row: NoncePolicyRow) throws {
        let modules = try SMModules(options: SMOptions())
        let source = NonceSource { bytes in
            for index in bytes.indices { bytes[index] = 0xAB }
            return true
        }
        for cipher in modules.ciphers {
            let encryptor = try cipher.makeEncryptor(key: SM4Subjects.key, nonces: source, policy: row.policy)
            #expect(try encryptor.seal([1, 2, 3]).prefix(12) == ArraySlice(repeating: 0xAB, count: 12))
        }
    }

    @Test(arguments: NoncePolicyRow.all)
    func `seals nothing without random bytes`(row: NoncePolicyRow) throws {
        let modules = try SMModules(options: SMOptions())
        let source = NonceSource { _ in false }
        for cipher in modules.ciphers {
            let encryptor = try cipher.makeEncryptor(key: SM4Subjects.key, nonces: source, policy: row.policy)
            let plaintext: [UInt8] = [1, 2, 3]
            var refusal: CryptoError?
            let written = [UInt8](capacity: 100) { output in
                output.append(7)
                do throws(CryptoError) {
                    try encryptor.seal(plaintext.span, authenticating: plaintext.span, into: &output)
                } catch {
                    refusal = error
                }
            }
            #expect(refusal == .randomUnavailable)
            #expect(written == [7])
        }
    }
}

/// A nonce policy with a name for the test report.
struct NoncePolicyRow: Sendable, CustomTestStringConvertible {
    let policy: NoncePolicy
    let testDescription: String

    static let all = [
        NoncePolicyRow(policy: .buffered, testDescription: "buffered"),
        NoncePolicyRow(policy: .perCall, testDescription: "per call"),
    ]
}

/// Every implementation of SM4 that runs here, as a subject of tests.
enum SM4Subjects {
    static var key: KeyMaterial { KeyMaterial(knownBytes: [UInt8](0..<16)) }

    static func contracts() throws -> [EncryptorContract] {
        let modules = try SMModules(options: SMOptions())
        return modules.ciphers.map { cipher in
            EncryptorContract(cipher.name, keyByteCount: 16) { key, sealCount in
                try cipher.makeEncryptor(key: key, nonces: modules.nonces, policy: .buffered, sealCount: sealCount)
            }
        }
    }
}
