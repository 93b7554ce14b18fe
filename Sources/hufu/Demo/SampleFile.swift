// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyManagement

/// Makes, compares and damages the files of the demonstration.
enum SampleFile {
    private static let pieceByteCount = 1 << 20

    /// Writes a file of that length that holds no repetition.
    ///
    /// - Throws: ``CommandFailure``; ``ByteStreamError``.
    static func write(byteCount: Int, to path: String) throws {
        var output = try OutputFile.begin(at: path, replacing: false)
        var generator = SystemRandomNumberGenerator()
        var state = generator.next()
        var rest = byteCount
        while rest > 0 {
            let count = min(rest, pieceByteCount)
            try output.write(piece(byteCount: count, state: &state).span)
            rest -= count
        }
        try output.finish()
    }

    /// Whether both files hold the same bytes.
    static func areEqual(_ left: String, _ right: String) throws -> Bool {
        let left = try FileHandle(forReadingFrom: URL(fileURLWithPath: left))
        let right = try FileHandle(forReadingFrom: URL(fileURLWithPath: right))
        while true {
            let piece = try left.read(upToCount: pieceByteCount) ?? Data()
            guard try piece == right.read(upToCount: pieceByteCount) ?? Data() else { return false }
            if piece.isEmpty { return true }
        }
    }

    /// Copies a file and lets `change` replace `count` bytes of the copy from `offset` on; a negative offset counts from
    /// the end.
    static func copy(
        _ path: String, to copy: String, changing count: Int, at offset: Int, _ change: ([UInt8]) -> [UInt8]
    ) throws {
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: copy))
        let byteCount = try file.seekToEnd()
        let position = offset < 0 ? byteCount - UInt64(-offset) : UInt64(offset)
        try file.seek(toOffset: position)
        let bytes = Array(try file.read(upToCount: count) ?? Data())
        try file.seek(toOffset: position)
        try file.write(contentsOf: Data(change(bytes)))
        try file.close()
    }

    /// Pseudo-random bytes (SplitMix64): no key, only content that differs everywhere.
    private static func piece(byteCount: Int, state: inout UInt64) -> [UInt8] {
        [UInt8](capacity: byteCount) { (piece: inout OutputSpan<UInt8>) in
            while piece.freeCapacity > 0 {
                state &+= 0x9E37_79B9_7F4A_7C15
                var word = state
                word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
                word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
                word ^= word >> 31
                for _ in 0..<min(8, piece.freeCapacity) {
                    piece.append(UInt8(truncatingIfNeeded: word))
                    word >>= 8
                }
            }
        }
    }
}
