// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Synchronization
import Testing

/// What waits in a pool is handed out once, and to one thread.
@Suite struct HandlePoolTests {
    /// A number that stands for a handle, which nobody follows.
    private static func handle(_ number: Int) -> OpaquePointer {
        unsafe OpaquePointer(bitPattern: number).unsafelyUnwrapped
    }

    @Test func `an empty pool has nothing, one with a handle has it once`() {
        let empty = HandlePool()
        #expect(unsafe empty.take() == nil)
        let full = unsafe HandlePool(Self.handle(7))
        #expect(unsafe full.take() == Self.handle(7))
        #expect(unsafe full.take() == nil)
    }

    @Test func `four are kept, the fifth comes back to its owner`() {
        let pool = HandlePool()
        for number in 1...4 { #expect(unsafe pool.giveBack(Self.handle(number)) == nil) }
        #expect(unsafe pool.giveBack(Self.handle(5)) == Self.handle(5))
        var taken: Set<Int> = []
        while let handle = unsafe pool.take() { taken.insert(Int(bitPattern: handle)) }
        #expect(taken == [1, 2, 3, 4])
    }

    @Test func `no two tasks have one handle at a time`() async {
        let shared = Shared()
        for number in 1...3 { #expect(unsafe shared.pool.giveBack(Self.handle(number)) == nil) }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask { for _ in 0..<20_000 { shared.use() } }
            }
        }
        #expect(shared.meetings.load(ordering: .relaxed) == 0)
        var left = 0
        while unsafe shared.pool.take() != nil { left += 1 }
        #expect(left == 3)
    }

    /// A pool, and for each handle the number of its holders.
    private final class Shared: Sendable {
        let pool = HandlePool()
        let meetings = Atomic<Int>(0)
        private let holders = InlineArray<4, Atomic<Int>> { _ in Atomic(0) }

        func use() {
            guard let handle = unsafe pool.take() else { return }
            let number = Int(bitPattern: handle)
            if holders[number].add(1, ordering: .relaxed).newValue != 1 { meetings.add(1, ordering: .relaxed) }
            holders[number].subtract(1, ordering: .relaxed)
            _ = unsafe pool.giveBack(handle)
        }
    }
}
