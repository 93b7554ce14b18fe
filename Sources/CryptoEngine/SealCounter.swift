// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Counts the seals of one key and refuses the one past 2³² (NIST SP 800-38D §8.3). No lock.
package struct SealCounter: ~Copyable, Sendable {
    private let count: Atomic<UInt64>

    package init(startingAt count: UInt64 = 0) {
        self.count = Atomic(count)
    }

    /// Counts one seal.
    ///
    /// - Throws: ``CryptoError/keyExhausted`` when 2³² were counted before.
    package borrowing func countSeal() throws(CryptoError) {
        let before = count.wrappingAdd(1, ordering: .relaxed).oldValue
        guard before < SealedLayout.sealCountLimit else {
            count.store(SealedLayout.sealCountLimit, ordering: .relaxed)
            throw .keyExhausted
        }
    }
}
