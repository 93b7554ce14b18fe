// SPDX-License-Identifier: Apache-2.0

/// Memory that one measurement writes to again and again, so that no allocation is measured. One thread at a time.
@safe package final class ReusedBuffer {
    /// All of its bytes, initialized.
    package let bytes: UnsafeMutableBufferPointer<UInt8>

    /// `byteCount` bytes, at least one, each of them `value`.
    package init(byteCount: Int, repeating value: UInt8 = 0) {
        precondition(byteCount > 0, "a buffer needs a first byte")
        unsafe bytes = .allocate(capacity: byteCount)
        unsafe bytes.initialize(repeating: value)
    }

    deinit { unsafe bytes.deallocate() }

    /// The bytes to read from.
    package var input: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(bytes) }

    /// Where the byte at `offset` stands.
    package func address(at offset: Int) -> UnsafeMutablePointer<UInt8> {
        guard let start = unsafe bytes.baseAddress, unsafe offset < bytes.count else {
            fatalError("offset past the end")
        }
        return unsafe start + offset
    }
}
