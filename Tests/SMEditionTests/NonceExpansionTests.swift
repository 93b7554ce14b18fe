// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import SMEdition

@Suite struct NonceExpansionTests {
    /// The stream is the encryption of counter, counter + 1 … under the key, one block at a time.
    @Test(arguments: [33, 64, 768, 3840]) func `is SM4's key stream of the seed`(byteCount: Int) throws {
        let seed = KeyMaterial(byteCount: 32) { (bytes: inout MutableSpan<UInt8>) in
            for index in bytes.indices { bytes[index] = UInt8(0xE0 + index % 32) }
        }
        let key = KeyMaterial(copying: seed, count: 16)
        var counter = (16..<32).map { UInt8(0xE0 + $0 % 32) }
        var expected: [UInt8] = []
        let portable = try #require(VendoredSM4Kernel.supported.last)
        while expected.count < byteCount {
            expected += portable.encryptBlock(counter, key: key)
            for index in (0..<16).reversed() {
                counter[index] &+= 1
                if counter[index] != 0 { break }
            }
        }
        var stream = [UInt8](repeating: 0x5A, count: byteCount)
        var span = stream.mutableSpan
        NonceExpansion.expand(seed, into: &span)
        #expect(stream == Array(expected.prefix(byteCount)))
    }

    @Test func `a seed serves one batch`() throws {
        let library = try GcryptLibrary(simulatesAbsence: false)
        let batches = (0..<100).map { _ in
            var batch = [UInt8](repeating: 0, count: 3840)
            var span = batch.mutableSpan
            NonceExpansion.fill(&span, from: library)
            return batch
        }
        let nonces = batches.flatMap { batch in (0..<320).map { Array(batch[12 * $0..<12 * $0 + 12]) } }
        #expect(Set(nonces).count == 32_000)
    }

    @Test func `single nonces come from the generator itself`() throws {
        let library = try GcryptLibrary(simulatesAbsence: false)
        let nonces = (0..<1000).map { _ in
            var nonce = [UInt8](repeating: 0, count: 12)
            var span = nonce.mutableSpan
            NonceExpansion.fill(&span, from: library)
            return nonce
        }
        #expect(Set(nonces).count == 1000)
    }
}
