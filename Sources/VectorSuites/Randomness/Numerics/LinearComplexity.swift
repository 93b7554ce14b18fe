// SPDX-License-Identifier: Apache-2.0

/// The length of the shortest linear feedback shift register that yields a sequence: Berlekamp and Massey, 64 bits at a
/// time.
///
/// One value serves many blocks of the same length, and no two threads at once.
struct LinearComplexity {
    private let blockBitCount: Int
    /// Coefficients of the connection polynomial C(x), that of xⁱ at bit i.
    private var connection: [UInt64]
    /// C as it was before the register last grew, times x for every bit since.
    private var previous: [UInt64]
    /// The bits read so far, the latest at bit 0.
    private var history: [UInt64]

    init(blockBitCount: Int) {
        self.blockBitCount = blockBitCount
        let empty = [UInt64](repeating: 0, count: blockBitCount / 64 + 1)
        connection = empty
        previous = empty
        history = empty
    }

    /// The linear complexity of the block of `bits` that begins at `offset`.
    mutating func callAsFunction(_ bits: BitSequence, at offset: Int) -> Int {
        for index in connection.indices {
            connection[index] = index == 0 ? 1 : 0
            previous[index] = index == 0 ? 1 : 0
            history[index] = 0
        }
        var length = 0
        for step in 0..<blockBitCount {
            let wordCount = step / 64 + 1
            guard isDiscrepant(next: UInt64(bits[offset + step]), wordCount: wordCount) else { continue }
            let grows = length <= step / 2
            correct(keepingOld: grows, wordCount: min(wordCount + 1, connection.count))
            if grows { length = step + 1 - length }
        }
        return length
    }

    /// Takes in one bit, and tells whether the register predicted another one.
    private mutating func isDiscrepant(next bit: UInt64, wordCount: Int) -> Bool {
        var historyCarry = bit
        var previousCarry: UInt64 = 0
        var products: UInt64 = 0
        for index in 0..<wordCount {
            let past = history[index]
            let shifted = past &<< 1 | historyCarry
            historyCarry = past &>> 63
            history[index] = shifted
            products ^= shifted & connection[index]
            let polynomial = previous[index]
            previous[index] = polynomial &<< 1 | previousCarry
            previousCarry = polynomial &>> 63
        }
        if wordCount < previous.count { previous[wordCount] = previousCarry }
        return products.nonzeroBitCount & 1 == 1
    }

    /// Adds the shifted old polynomial to C; and keeps what C was when the register grows.
    private mutating func correct(keepingOld: Bool, wordCount: Int) {
        for index in 0..<wordCount {
            let old = connection[index]
            connection[index] = old ^ previous[index]
            if keepingOld { previous[index] = old }
        }
    }
}
