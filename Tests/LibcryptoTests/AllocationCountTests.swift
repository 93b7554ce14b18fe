// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Libcrypto

/// The count that other tests rely on sees what libcrypto and Swift take from the heap, and nothing else.
@Suite(.allocationCount) struct AllocationCountTests {
    @Test func `a context of libcrypto is counted`() throws {
        let cipher = try FetchedCipher("AES-256-GCM", in: library.get())
        let key = KeyMaterial(knownBytes: [UInt8](0..<32))
        let count = try AllocationCount.during { () throws(CryptoError) in _ = try CipherContext(cipher, key: key) }
        #expect(count >= 2, "EVP_CIPHER_CTX and the provider's context; nothing of Swift lies on the heap here")
    }

    @Test(arguments: [1, 100, 10_000])
    func `an array of Swift is counted`(byteCount: Int) {
        var kept: [UInt8] = []
        let count = AllocationCount.during { kept = [UInt8](repeating: 1, count: byteCount) }
        #expect(kept.count == byteCount)
        #expect(count == 1)
    }

    @Test(arguments: [16, 64, 4096])
    func `aligned memory is counted`(alignment: Int) {
        let takeAndReturn = {
            let bytes = UnsafeMutableRawPointer.allocate(byteCount: 100, alignment: alignment)
            unsafe bytes.deallocate()
        }
        takeAndReturn()  // what the runtime prepares at a first use
        let count = AllocationCount.during { for _ in 0..<10 { takeAndReturn() } }
        #expect(count == 10)
    }

    @Test func `what another thread takes meanwhile is not counted`() {
        let relay = Relay()
        Thread.detachNewThread { relay.allocateInTurn() }
        let count = AllocationCount.during {
            relay.turn.store(1, ordering: .releasing)
            while relay.turn.load(ordering: .acquiring) != 2 { sched_yield() }
        }
        #expect(count == 0)
        #expect(relay.kept.withLock { $0.count } == 1_000)
    }

    /// A thread that waits for its turn, allocates, and says that it is done.
    private final class Relay: Sendable {
        let turn = Atomic<Int>(0)
        let kept = Mutex<[UInt8]>([])

        func allocateInTurn() {
            while turn.load(ordering: .acquiring) != 1 { sched_yield() }
            kept.withLock { $0 = [UInt8](repeating: 1, count: 1_000) }
            turn.store(2, ordering: .releasing)
        }
    }
}
