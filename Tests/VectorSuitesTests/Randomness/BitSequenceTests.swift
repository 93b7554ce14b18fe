// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import VectorSuites

/// Packed bits against the same bits one by one.
@Suite struct BitSequenceTests {
    private static let lengths = [1, 7, 8, 63, 64, 65, 127, 128, 129, 200]

    @Test func `the highest bit of a byte comes first`() {
        let bits = BitSequence([0b1010_0000, 0b0000_0001])
        #expect((0..<16).map { bits[$0] } == [1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    }

    @Test func `bits past the count do not matter`() {
        #expect(BitSequence([0xFF, 0xFF], bitCount: 9) == BitSequence([0xFF, 0x80], bitCount: 9))
        #expect(BitSequence([0xFF, 0xFF], bitCount: 9).onesCount == 9)
    }

    @Test(arguments: lengths) func `words, numbers and counts are those of the bits`(count: Int) {
        let bits = BitSequence(seed: UInt64(count), count: count)
        let plain = (0..<count).map { bits[$0] }
        for start in 0..<count {
            let word = (0..<64).reduce(UInt64(0)) { $0 << 1 | UInt64(start + $1 < count ? plain[start + $1] : 0) }
            #expect(bits.word(at: start) == word)
            #expect(bits.number(at: start, width: 5) == Int(word >> 59))
            for end in start...count { #expect(bits.onesCount(in: start..<end) == plain[start..<end].reduce(0, +)) }
        }
    }

    @Test(arguments: lengths.dropFirst()) func `a sequence is added to itself at any distance`(count: Int) {
        let bits = BitSequence(seed: UInt64(count), count: count)
        for distance in 1..<count {
            let sum = bits.xoredWithItself(after: distance)
            #expect(sum == BitSequence(count: count - distance) { bits[$0] != bits[$0 + distance] })
        }
    }

    @Test func `runs are found across words, and end with their range`() {
        let lengths = [1, 64, 63, 130, 2, 65, 1]
        let text = lengths.enumerated().map { String(repeating: $0 % 2 == 0 ? "0" : "1", count: $1) }.joined()
        let bits = BitSequence(text: text)
        var found: [Int] = []
        bits.forEachRun(in: 0..<bits.count) { isOne, length in
            #expect(isOne == (found.count % 2 == 1))
            found.append(length)
        }
        #expect(found == lengths)
        found = []
        bits.forEachRun(in: 10..<140) { found.append($0 ? $1 : -$1) }
        #expect(found == [55, -63, 12])
    }

    @Test(arguments: [1, 2, 3, 5, 8]) func `words on the ring are counted at every bit`(width: Int) {
        let bits = BitSequence(seed: 4, count: 77)
        var counts = [Int](repeating: 0, count: 1 << width)
        for start in 0..<77 { counts[(0..<width).reduce(0) { $0 << 1 | bits[(start + $1) % 77] }] += 1 }
        #expect(bits.cyclicPatternCounts(width: width) == counts)
        #expect(bits.blockPatternCounts(width: width).reduce(0, +) == 77 / width)
    }
}
