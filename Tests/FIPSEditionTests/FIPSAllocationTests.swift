// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import FIPSEdition

/// Sealing and opening into the caller's buffer takes nothing from the heap in `algorithms-only`.
@Suite(.allocationCount) struct FIPSAllocationTests {
    @Test(arguments: [NoncePolicy.buffered, .perCall])
    func `one thread allocates nothing`(policy: NoncePolicy) throws {
        try EncryptorAllocations.expectNone(encryptor(policy), "\(policy)")
    }

    @Test(arguments: [NoncePolicy.buffered, .perCall])
    func `two threads allocate nothing`(policy: NoncePolicy) throws {
        try EncryptorAllocations.expectNoneOnTwoThreads(encryptor(policy), "\(policy)")
    }

    /// The module makes a nonce only in a context that never had one, so each seal takes a copy of the keyed context. What
    /// that costs is the module's affair, but it must not grow with the message.
    @Test(.fipsModule) func `in a validated module opening allocates nothing, sealing one context`() throws {
        let edition = try FIPSEdition(options: FIPSOptions(moduleConfig: FIPSModule.configuration))
        let encryptor = try edition.makeEncryptor(key: edition.makeKey(), nonces: .buffered)
        var seals: Set<Int> = []
        for byteCount in EncryptorAllocations.byteCounts {
            let counts = try EncryptorAllocations.count(encryptor, byteCount: byteCount)
            #expect(counts.opens == 0, "opening \(byteCount) bytes")
            seals.insert(counts.seals)
        }
        #expect(seals.count == 1, "allocations of \(EncryptorAllocations.roundCount) seals, by length: \(seals)")
    }

    private func encryptor(_ policy: NoncePolicy) throws -> any Encryptor {
        let edition = try FIPSEdition()
        return try edition.makeEncryptor(key: edition.makeKey(), nonces: policy)
    }
}
