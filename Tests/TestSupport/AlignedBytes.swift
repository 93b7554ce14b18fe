// SPDX-License-Identifier: Apache-2.0

/// Memory that begins on a multiple of 64, to place bytes at a chosen alignment. One test's own; not shared.
@safe package final class AlignedBytes {
    private let storage: UnsafeMutableBufferPointer<UInt8>

    /// - Parameter bytes: what the memory holds at first.
    package init(_ bytes: [UInt8]) {
        let raw = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        unsafe storage = unsafe raw.bindMemory(to: UInt8.self)
        _ = unsafe storage.initialize(from: bytes)
    }

    deinit { unsafe storage.deallocate() }

    /// Reads `count` bytes from `offset`, which is also their address modulo 64.
    package func withBytes<Result, Failure: Error>(
        at offset: Int, count: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let part = unsafe UnsafeBufferPointer(rebasing: storage[offset..<offset + count])
        return try body(unsafe part.span)
    }

    /// Lets `body` write `capacity` bytes from `offset` on; answers how many it wrote.
    package func write<Failure: Error>(
        at offset: Int, capacity: Int, _ body: (inout OutputSpan<UInt8>) throws(Failure) -> Void
    ) throws(Failure) -> Int {
        let part = unsafe UnsafeMutableBufferPointer(rebasing: storage[offset..<offset + capacity])
        var output = unsafe OutputSpan(buffer: part, initializedCount: 0)
        try body(&output)
        return unsafe output.finalize(for: part)
    }
}
