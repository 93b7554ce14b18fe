// SPDX-License-Identifier: Apache-2.0
internal import CryptoEngine

/// Moves a stream chunk by chunk from a source through a cipher into a sink, with two buffers that never grow.
struct ChunkPipeline: ~Copyable {
    private let chunkByteCount: Int
    private var input: ChunkBuffer
    private var output: ChunkBuffer

    /// - Parameters:
    ///   - chunkByteCount: length in bytes of every chunk of the input but the last.
    ///   - outputByteCount: the most that the cipher makes of one chunk, in bytes.
    init(chunkByteCount: Int, outputByteCount: Int) {
        self.chunkByteCount = chunkByteCount
        // One byte more than a chunk: whether it comes tells whether the chunk is the last.
        input = ChunkBuffer(capacity: chunkByteCount + 1)
        output = ChunkBuffer(capacity: outputByteCount)
    }

    /// Works to the end of `source`. There is always a first chunk; only that one may be empty.
    mutating func run<Source: ByteSource & ~Copyable, Sink: ByteSink & ~Copyable>(
        from source: inout Source, to sink: inout Sink, observer: StreamObserver,
        through cipher: (
            _ chunk: Span<UInt8>, _ isLast: Bool, _ output: inout OutputSpan<UInt8>
        ) throws(FileFormatError) -> Void
    ) throws(FileFormatError) {
        var doneByteCount: UInt64 = 0
        var isLast = false
        while !isLast {
            guard !observer.isCancelled() else { throw .cancelled }
            do throws(ByteStreamError) {
                try input.fill(from: &source)
            } catch {
                throw .unreadable(reason: error.reason)
            }
            isLast = input.count <= chunkByteCount
            let byteCount = min(input.count, chunkByteCount)
            try output.append { (output: inout OutputSpan<UInt8>) throws(FileFormatError) in
                try input.withFirst(byteCount) { (chunk: Span<UInt8>) throws(FileFormatError) in
                    try cipher(chunk, isLast, &output)
                }
            }
            // The plaintext, sealed or opened, is the shorter side.
            doneByteCount += UInt64(min(byteCount, output.count))
            try ChunkPipeline.write(output, to: &sink)
            input.removeFirst(byteCount)
            output.removeFirst(output.count)
            observer.progress(doneByteCount)
        }
    }

    private static func write<Sink: ByteSink & ~Copyable>(
        _ buffer: borrowing ChunkBuffer, to sink: inout Sink
    ) throws(FileFormatError) {
        do throws(ByteStreamError) {
            try buffer.withFirst(buffer.count) { (bytes: Span<UInt8>) throws(ByteStreamError) in try sink.write(bytes) }
        } catch {
            throw .unwritable(reason: error.reason)
        }
    }
}
