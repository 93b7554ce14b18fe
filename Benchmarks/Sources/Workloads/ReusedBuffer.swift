// SPDX-License-Identifier: Apache-2.0

/// Memory that one measurement writes to again and again, so that no allocation is measured; begins on a cache line. One
/// thread at a time.
@safe package final class ReusedBuffer {
    /// All of its bytes, initialized.
    package let bytes: UnsafeMutableBufferPointer<UInt8>

    /// `byteCount` bytes, at least one, each of them `value`.
    package init(byteCount: Int, repeating value: UInt8 = 0) {
        precondition(byteCount > 0, "a buffer needs a first byte")
        let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
        let start = unsafe memory.initializeMemory(as: UInt8.self, repeating: value, count: byteCount)
        unsafe bytes = UnsafeMutableBufferPointer(start: start, count: byteCount)
    }

    deinit { unsafe UnsafeMutableRawPointer(start).deallocate() }

    /// The bytes to read from.
    package var input: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(bytes) }

    /// Where the first byte stands.
    package var start: UnsafeMutablePointer<UInt8> {
        guard let start = unsafe bytes.baseAddress else { fatalError("a buffer has a first byte") }
        return unsafe start
    }

    /// A copy of the first `count` bytes.
    package func copy(_ count: Int) -> [UInt8] { unsafe Array(bytes.prefix(count)) }

    /// Sets every byte to zero.
    package func clear() { unsafe bytes.update(repeating: 0) }
}
