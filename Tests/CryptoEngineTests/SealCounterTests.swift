// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Testing

/// NIST SP 800-38D §8.3: at most 2³² invocations with random nonces under one key.
@Suite struct SealCounterTests {
    @Test func `the last seal is number 2^32, and there is none after it`() throws {
        let counter = SealCounter(startingAt: (1 << 32) - 2)
        try counter.countSeal()
        try counter.countSeal()
        for _ in 0..<3 {
            #expect(throws: CryptoError.keyExhausted) { try counter.countSeal() }
        }
    }
}
