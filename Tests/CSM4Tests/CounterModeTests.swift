// SPDX-License-Identifier: Apache-2.0

import Testing

/// SP 800-38A §6.5: the whole block counts, big-endian.
@Suite struct CounterModeTests {
    /// Counters of which some part wraps within a few blocks.
    static let counters = [
        "00000000000000000000000000000000", "000102030405060708090a0bfffffff0", "0001020304050607fffffffffffffffe",
        "00000000000000fffffffffffffffffd", "ffffffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffffffed",
    ]

    @Test(arguments: Kernel.supported, counters)
    func `the counter block wraps as a 128-bit number`(kernel: Kernel, counter: String) {
        let cipher = BlockKey(pattern(16, seed: 3), on: kernel)
        let start = bytes(counter).reduce(0) { $0 << 8 | UInt128($1) }
        for byteCount in Array(0...70) + [255, 256, 257, 1000, 4096] {
            let blockCount = (byteCount + 15) / 16
            let blocks = (0..<blockCount).flatMap { ReferenceGCM.Element(value: start &+ UInt128($0)).block }
            let text = pattern(byteCount, seed: UInt64(byteCount))
            let stream = (0..<blockCount).flatMap { cipher.encrypt(Array(blocks[16 * $0..<16 * $0 + 16])) }
            var next = bytes(counter)
            #expect(cipher.applyCounterMode(text, counter: &next) == zip(text, stream).map(^), "\(byteCount) bytes")
            #expect(next == ReferenceGCM.Element(value: start &+ UInt128(blockCount)).block, "\(byteCount) bytes")
        }
    }

    @Test(arguments: Kernel.supported) func `a message may be cut at block boundaries`(kernel: Kernel) {
        let cipher = BlockKey(pattern(16, seed: 4), on: kernel)
        let text = pattern(1000, seed: 5)
        var counter = bytes("fffffffffffffffffffffffffffffff0")
        let whole = cipher.applyCounterMode(text, counter: &counter)
        for cut in stride(from: 0, through: 992, by: 16) {
            var counter = bytes("fffffffffffffffffffffffffffffff0")
            let head = cipher.applyCounterMode(Array(text[..<cut]), counter: &counter)
            #expect(head + cipher.applyCounterMode(Array(text[cut...]), counter: &counter) == whole, "cut at \(cut)")
        }
    }
}
