// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import SMEdition

/// Sealing and opening into the caller's buffer, on each kernel of CSM4 and on libgcrypt, takes nothing from the heap.
@Suite(.allocationCount) struct SM4AllocationTests {
    @Test func `libgcrypt's allocations are counted`() throws {
        let key = SM4Subjects.key
        let count = try AllocationCount.during { () throws(CryptoError) in _ = try GcryptSM4(key: key) }
        #expect(count > 0, "libgcrypt's handle; nothing of Swift lies on the heap here")
    }

    @Test(arguments: try ciphers(), NoncePolicyRow.all)
    func `one thread allocates nothing`(name: String, row: NoncePolicyRow) throws {
        try EncryptorAllocations.expectNone(encryptor(on: name, row.policy), "\(name), \(row.testDescription)")
    }

    @Test(arguments: try ciphers(), NoncePolicyRow.all)
    func `two threads allocate nothing`(name: String, row: NoncePolicyRow) throws {
        try EncryptorAllocations.expectNoneOnTwoThreads(
            encryptor(on: name, row.policy), "\(name), \(row.testDescription)")
    }

    private static func ciphers() throws -> [String] { try SMModules(options: SMOptions()).ciphers.map(\.name) }

    private func encryptor(on name: String, _ policy: NoncePolicy) throws -> any Encryptor {
        let modules = try SMModules(options: SMOptions())
        let cipher = try #require(modules.ciphers.first { $0.name == name })
        return try cipher.makeEncryptor(key: SM4Subjects.key, nonces: modules.nonces, policy: policy)
    }
}
