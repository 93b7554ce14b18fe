// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Handles of C objects that are ready for use, each for one thread at a time. Threads take and return them; no lock.
///
/// A thread takes a handle out of a slot by exchange and so has it alone; who finds all slots empty makes a new one, and
/// who finds them all taken on return drops his. So nobody waits, and after the first calls as many threads as there are
/// slots work without making any. What a handle is, and how it is made and freed, only the owner of the pool knows.
@safe package struct HandlePool: ~Copyable, @unchecked Sendable {
    private let slots: InlineArray<4, Atomic<OpaquePointer?>>
    private static var slotIndices: Range<Int> { 0..<4 }

    /// An empty pool.
    package init() {
        unsafe slots = InlineArray { _ in unsafe Atomic(nil) }
    }

    /// A pool that holds this handle.
    package init(_ first: OpaquePointer) {
        unsafe slots = InlineArray { index in unsafe Atomic(index == 0 ? first : nil) }
    }

    /// A handle that the caller has alone from now on; nil when none waits. The owner takes all before the pool ends.
    package borrowing func take() -> OpaquePointer? {
        for index in Self.slotIndices {
            if let handle = unsafe slots[index].exchange(nil, ordering: .acquiring) { return unsafe handle }
        }
        return nil
    }

    /// Keeps a handle for the next ``take()``.
    ///
    /// - Returns: the handle, when there is no place for it and the caller is to free it; else nil.
    package borrowing func giveBack(_ handle: OpaquePointer) -> OpaquePointer? {
        for index in Self.slotIndices {
            let slot = unsafe slots[index].compareExchange(expected: nil, desired: handle, ordering: .releasing)
            if unsafe slot.exchanged { return nil }
        }
        return unsafe handle
    }
}
