// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Testing

@Suite struct ConstantTimeTests {
    @Test func `equality sees every bit`() {
        let left = (0..<67).map { UInt8($0) }
        #expect(areEqual(left, left) && areEqual([], []))
        #expect(!areEqual(left, Array(left.dropLast())))
        for bit in 0..<67 * 8 {
            var right = left
            right[bit / 8] ^= 1 << (bit % 8)
            #expect(!areEqual(left, right), "bit \(bit)")
        }
    }

    private func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { ConstantTime.areEqual(left.span, right.span) }

    @Test func `retracting wipes what was written and keeps what was there`() {
        var storage = [UInt8](repeating: 0xAA, count: 8)
        unsafe storage.withUnsafeMutableBufferPointer { buffer in
            var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
            for byte in 1...6 as ClosedRange<UInt8> { output.append(byte) }
            ConstantTime.retract(&output, to: 2)
            #expect(output.count == 2)
            _ = unsafe output.finalize(for: buffer)
        }
        #expect(storage == [1, 2, 0, 0, 0, 0, 0xAA, 0xAA])
    }

    // MARK: EME-PKCS1-v1_5, RFC 8017 §7.2.2

    private func block(_ bytes: [UInt8]) -> KeyMaterial {
        KeyMaterial(byteCount: bytes.count) { (output: inout OutputSpan<UInt8>) in
            for byte in bytes { output.append(byte) }
        }
    }

    private func padded(_ key: [UInt8], to count: Int) -> [UInt8] {
        [0, 2] + [UInt8](repeating: 0xFF, count: count - 3 - key.count) + [0] + key
    }

    @Test(arguments: [(256, 16), (256, 32), (256, 245), (256, 1), (11, 0)])
    func `a well-padded key of the exact length comes out`(blockByteCount: Int, keyByteCount: Int) throws {
        let key = (0..<keyByteCount).map { UInt8(truncatingIfNeeded: $0) }
        let unpadded = try ConstantTime.unpadPKCS1v15(
            block(padded(key, to: blockByteCount)), keyByteCount: keyByteCount)
        let bytes = unpadded.withBytes { span in span.indices.map { span[$0] } }
        #expect(bytes == key)
    }

    @Test func `any other block is refused alike`() {
        let key = [UInt8](repeating: 0, count: 16)  // zeros in the key are no separators
        let good = padded(key, to: 256)
        var bad: [[UInt8]] = []
        for (index, value) in [(0, 1), (1, 1), (1, 0), (2, 0), (9, 0), (128, 0), (238, 0), (239, 1)] as [(Int, UInt8)] {
            var block = good
            block[index] = value
            bad.append(block)
        }
        bad.append(padded([UInt8](repeating: 1, count: 15), to: 256))
        bad.append(padded([UInt8](repeating: 1, count: 17), to: 256))
        bad.append([UInt8](repeating: 0, count: 256))
        bad.append([])
        for bytes in bad {
            #expect(throws: CryptoError.unwrapFailed) {
                _ = try ConstantTime.unpadPKCS1v15(block(bytes), keyByteCount: 16)
            }
        }
        #expect(throws: CryptoError.unwrapFailed) {
            _ = try ConstantTime.unpadPKCS1v15(block(padded(key, to: 256)), keyByteCount: 246)
        }
    }

    @Test(arguments: [11, 12, 13, 128, 256, 257]) func `a message of any length comes out`(blockByteCount: Int) throws {
        for byteCount in 0...blockByteCount - 11 {
            // Zeros in the message are no separators.
            let message = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 % 3) }
            let unpadded = try ConstantTime.unpadPKCS1v15(block(padded(message, to: blockByteCount)))
            let bytes = unpadded.withBytes { span in span.indices.map { span[$0] } }
            #expect(bytes == message)
        }
    }

    @Test func `any block that hides no message is refused alike`() {
        let good = padded([7], to: 256)
        var bad = [[UInt8](repeating: 0, count: 256), [UInt8](repeating: 0xFF, count: 256), [], [0, 2, 0]]
        for (index, value) in [(0, 1), (0, 0x80), (1, 1), (1, 0), (254, 1)] as [(Int, UInt8)] {
            var block = good
            block[index] = value
            bad.append(block)
        }
        for separator in 2..<10 {  // less than eight bytes of padding
            var block = good
            block[separator] = 0
            bad.append(block)
        }
        bad.append(Array(padded([], to: 11).dropLast()))
        for bytes in bad {
            #expect(throws: CryptoError.unwrapFailed) { _ = try ConstantTime.unpadPKCS1v15(block(bytes)) }
        }
    }
}
