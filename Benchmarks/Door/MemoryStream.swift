// SPDX-License-Identifier: Apache-2.0
internal import KeyManagement

/// Reads the caller's memory front to back, as a file would be read.
@safe struct MemorySource: ByteSource {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// `bytes` must outlive this value.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { unsafe self.bytes = bytes }

    mutating func read(into buffer: inout OutputSpan<UInt8>) throws(ByteStreamError) {
        let count = unsafe min(bytes.count - position, buffer.freeCapacity)
        unsafe buffer.withUnsafeMutableBufferPointer { buffer, initializedCount in
            let place = buffer.extracting(initializedCount..<initializedCount + count)
            _ = unsafe place.initialize(fromContentsOf: bytes.extracting(position..<position + count))
            initializedCount += count
        }
        position += count
    }
}

/// Writes into the caller's memory front to back.
@safe struct MemorySink: ByteSink {
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    /// How many bytes were written.
    private(set) var byteCount = 0

    /// `bytes` must outlive this value.
    init(_ bytes: UnsafeMutableBufferPointer<UInt8>) { unsafe self.bytes = bytes }

    mutating func write(_ part: Span<UInt8>) throws(ByteStreamError) {
        guard unsafe byteCount + part.count <= bytes.count else { throw ByteStreamError(reason: "no room is left") }
        unsafe part.withUnsafeBufferPointer { part in
            let place = unsafe bytes.extracting(byteCount..<byteCount + part.count)
            _ = unsafe place.update(from: part)
        }
        byteCount += part.count
    }
}
