// SPDX-License-Identifier: Apache-2.0

/// How often bits and short words occur (GM/T 0005-2021 §5.1 to §5.3).
enum FrequencyStatistics {
    /// §5.1: the ones less the zeros, over √n. SP 800-22 §2.1.
    static func monobit(_ bits: BitSequence) -> PValue {
        let excess = Double(2 * bits.onesCount - bits.count)
        return PValue(label: "", normal: excess / Double(bits.count).squareRoot())
    }

    /// §5.2: 4m·Σ(πᵢ − ½)² over the ⌊n / m⌋ blocks of `m` bits, πᵢ the share of ones. SP 800-22 §2.2.
    static func block(_ bits: BitSequence, m: Int) -> PValue {
        let blockCount = bits.count / m
        var squares = 0.0
        for index in 0..<blockCount {
            let share = Double(bits.onesCount(in: index * m..<(index + 1) * m)) / Double(m)
            squares += (share - 0.5) * (share - 0.5)
        }
        return PValue(label: "m=\(m)", chiSquare: 4 * Double(m) * squares, degrees: blockCount)
    }

    /// §5.3: (2ᵐ / N)·Σnᵢ² − N, nᵢ how often each number occurs among the N = ⌊n / m⌋ of `m` bits.
    static func poker(_ bits: BitSequence, m: Int) -> PValue {
        let blockCount = Double(bits.count / m)
        let squares = bits.blockPatternCounts(width: m).reduce(0.0) { $0 + Double($1) * Double($1) }
        let statistic = Double(1 << m) / blockCount * squares - blockCount
        return PValue(label: "m=\(m)", chiSquare: statistic, degrees: (1 << m) - 1)
    }
}
