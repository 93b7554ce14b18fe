// SPDX-License-Identifier: Apache-2.0
internal import CryptoEngine

/// Memory for one chunk, used again and again, never grown, wiped at the end: it held plaintext.
@safe struct ChunkBuffer: ~Copyable {
    private let storage: UnsafeMutableBufferPointer<UInt8>
    /// How many bytes it holds.
    private(set) var count = 0

    init(capacity: Int) {
        unsafe storage = .allocate(capacity: capacity)
        unsafe storage.initialize(repeating: 0)
    }

    deinit {
        let storage = unsafe storage
        var bytes = unsafe storage.mutableSpan
        ConstantTime.wipe(&bytes)
        unsafe storage.deallocate()
    }

    /// Reads until the buffer is full or the source ends.
    mutating func fill<Source: ByteSource & ~Copyable>(from source: inout Source) throws(ByteStreamError) {
        while unsafe count < storage.count {
            let before = count
            try append { (output: inout OutputSpan<UInt8>) throws(ByteStreamError) in try source.read(into: &output) }
            if count == before { break }
        }
    }

    /// Lets `body` append to the free space. What it wrote before it threw does not count.
    mutating func append<Failure: Error>(
        _ body: (inout OutputSpan<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        let free = unsafe UnsafeMutableBufferPointer(rebasing: storage[count...])
        var output = unsafe OutputSpan(buffer: free, initializedCount: 0)
        try body(&output)
        count += unsafe output.finalize(for: free)
    }

    /// Reads the first `byteCount` bytes. The span must not outlive `body`.
    borrowing func withFirst<Failure: Error>(
        _ byteCount: Int, _ body: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(byteCount <= count, "more than the buffer holds")
        try body(unsafe storage.span.extracting(first: byteCount))
    }

    /// Drops the first `byteCount` bytes and moves the rest to the front.
    mutating func removeFirst(_ byteCount: Int) {
        precondition(byteCount <= count, "more than the buffer holds")
        for index in byteCount..<count { unsafe storage[index - byteCount] = storage[index] }
        count -= byteCount
    }
}
