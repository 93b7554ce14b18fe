// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// Takes bytes into memory, or fails as a full disk does.
struct MemorySink: ByteSink {
    /// What was written.
    private(set) var bytes: [UInt8] = []
    /// The most that was written at once.
    private(set) var largestWrite = 0
    private let byteCountLimit: Int

    init(byteCountLimit: Int = .max) { self.byteCountLimit = byteCountLimit }

    mutating func write(_ piece: Span<UInt8>) throws(ByteStreamError) {
        guard bytes.count + piece.count <= byteCountLimit else {
            throw ByteStreamError(reason: "No space left on device")
        }
        largestWrite = max(largestWrite, piece.count)
        bytes += [UInt8](capacity: piece.count) { output in for index in piece.indices { output.append(piece[index]) } }
    }
}
