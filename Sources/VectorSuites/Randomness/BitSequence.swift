// SPDX-License-Identifier: Apache-2.0

/// A binary sequence, as GM/T 0005 tests it: ε₀, ε₁, … packed into 64-bit words, the first bit highest.
package struct BitSequence: Sendable, Equatable {
    /// How many bits it has: n.
    package let count: Int
    /// The bits, then zeros; one word more than is needed, so that a look across a word's end needs no test.
    let words: [UInt64]

    /// The bits of `bytes`, the highest of each byte first.
    ///
    /// - Parameters:
    ///   - bytes: eight bits each.
    ///   - bitCount: how many of them count, from the first on; all of them when nil. At most 8 for each byte.
    package init(_ bytes: [UInt8], bitCount: Int? = nil) {
        let count = bitCount ?? bytes.count * 8
        precondition(count >= 0 && count <= bytes.count * 8, "more bits than the bytes have")
        var words = [UInt64](repeating: 0, count: count / 64 + 2)
        for index in 0..<(count + 7) / 8 {
            words[index / 8] |= UInt64(bytes[index]) &<< UInt64(56 - index % 8 * 8)
        }
        self.init(count: count, words: words)
    }

    /// The first `count` bits of `words`, which holds a word more.
    private init(count: Int, words: [UInt64]) {
        self.count = count
        var words = words
        words.removeLast(words.count - count / 64 - 2)
        words[count / 64] &= ~(UInt64.max >> UInt64(count % 64))
        words[count / 64 + 1] = 0
        self.words = words
    }

    /// The bit at `index`, 0 or 1.
    package subscript(index: Int) -> Int { Int(words[index / 64] &>> UInt64(63 - index % 64) & 1) }

    /// The 64 bits from `offset` on, the first highest; zeros past the end.
    func word(at offset: Int) -> UInt64 {
        let shift = UInt64(truncatingIfNeeded: offset & 63)
        let index = offset &>> 6
        return words[index] &<< shift | (words[index + 1] &>> 1) &>> (63 - shift)
    }

    /// The `width` bits from `offset` on as a number, the first highest. `width` is 1 to 63.
    func number(at offset: Int, width: Int) -> Int { Int(word(at: offset) &>> UInt64(64 - width)) }

    /// How many ones lie in `range`.
    func onesCount(in range: Range<Int>) -> Int {
        var total = 0
        var offset = range.lowerBound
        while offset + 64 <= range.upperBound {
            total += word(at: offset).nonzeroBitCount
            offset += 64
        }
        if offset < range.upperBound {
            total += (word(at: offset) >> UInt64(64 - (range.upperBound - offset))).nonzeroBitCount
        }
        return total
    }

    /// How many ones there are.
    var onesCount: Int { onesCount(in: 0..<count) }

    /// εᵢ ⊕ εᵢ₊ₜ for every i that has both: `distance` bits shorter.
    func xoredWithItself(after distance: Int) -> BitSequence {
        precondition(distance > 0 && distance < count, "nothing is left")
        var result = words
        for index in 0..<(count - distance + 63) / 64 {
            result[index] ^= word(at: index * 64 + distance)
        }
        return BitSequence(count: count - distance, words: result)
    }

    /// Calls `body` with every run in `range`, in order: its bit and its length. A run ends with the range.
    func forEachRun(in range: Range<Int>, _ body: (_ isOne: Bool, _ length: Int) -> Void) {
        var start = range.lowerBound
        while start < range.upperBound {
            let isOne = self[start] == 1
            var end = start
            while end < range.upperBound {
                let same = (isOne ? ~word(at: end) : word(at: end)).leadingZeroBitCount
                end += same
                if same < 64 { break }
            }
            end = min(end, range.upperBound)
            body(isOne, end - start)
            start = end
        }
    }

    /// How often each number of `width` bits occurs among the n that begin at every bit, the sequence closed to a ring.
    func cyclicPatternCounts(width: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: 1 << width)
        let mask = counts.count - 1
        var pattern = 0
        for index in 0..<width - 1 { pattern = pattern << 1 | self[index % count] }
        for index in 0..<count {
            pattern = (pattern << 1 | self[(index + width - 1) % count]) & mask
            counts[pattern] += 1
        }
        return counts
    }

    /// How often each number of `width` bits occurs when the sequence is cut into ⌊n / `width`⌋ of them.
    func blockPatternCounts(width: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: 1 << width)
        for index in 0..<count / width { counts[number(at: index * width, width: width)] += 1 }
        return counts
    }
}
