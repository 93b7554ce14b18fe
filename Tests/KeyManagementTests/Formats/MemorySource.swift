// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Bytes to read, in pieces as small as a pipe may hand them out.
struct MemorySource: ByteSource {
    private let bytes: [UInt8]
    private let pieceByteCount: Int
    private let failingAt: Int?
    private var position = 0
    /// The most that was asked for at once.
    private(set) var largestRequest = 0

    /// - Parameters:
    ///   - bytes: what there is.
    ///   - pieceByteCount: the most that one call gives.
    ///   - failingAt: how many bytes it gives before it fails; nil for never.
    init(_ bytes: [UInt8], pieceByteCount: Int = .max, failingAt: Int? = nil) {
        self.bytes = bytes
        self.pieceByteCount = pieceByteCount
        self.failingAt = failingAt
    }

    mutating func read(into buffer: inout OutputSpan<UInt8>) throws(ByteStreamError) {
        if let failingAt, position >= failingAt { throw ByteStreamError(reason: "Input/output error") }
        largestRequest = max(largestRequest, buffer.freeCapacity)
        let end = min(bytes.count, position + min(pieceByteCount, buffer.freeCapacity))
        for index in position..<end { buffer.append(bytes[index]) }
        position = end
    }
}
