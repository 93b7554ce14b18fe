// SPDX-License-Identifier: Apache-2.0

/// Runs of equal bits (GM/T 0005-2021 §5.5 to §5.7).
enum RunStatistics {
    /// The shortest sequence whose runs of two lengths at least are expected five times each.
    static let distributionBitCount = 79

    /// §5.5: the number of runs against 2nπ(1 − π), π the share of ones. SP 800-22 §2.3, without its prior test.
    static func total(_ bits: BitSequence) -> PValue {
        let n = Double(bits.count)
        let share = Double(bits.onesCount) / n
        let changes = bits.count > 1 ? bits.xoredWithItself(after: 1).onesCount : 0
        let product = share * (1 - share)
        let deviation = (Double(changes + 1) - 2 * n * product) / (2 * n.squareRoot() * product)
        return PValue(label: "", normal: deviation)
    }

    /// §5.6: runs of ones and of zeros by length, against half of all runs in halves: T / 2ⁱ⁺¹ of each length i < k,
    /// and T / 2ᵏ of length k and longer; k is the longest length with (n − k + 3) / 2ᵏ⁺² ≥ 5. The 2012 edition leaves
    /// out runs longer than k.
    static func distribution(_ bits: BitSequence) -> PValue {
        var longest = 1
        while Double(bits.count - longest + 2) / Double(1 << (longest + 3)) >= 5 { longest += 1 }
        var ones = [Int](repeating: 0, count: longest)
        var zeros = ones
        bits.forEachRun(in: 0..<bits.count) { isOne, length in
            let index = min(length, longest) - 1
            if isOne { ones[index] += 1 } else { zeros[index] += 1 }
        }
        let total = Double((ones + zeros).reduce(0, +))
        var statistic = 0.0
        for index in 0..<longest {
            let expected = total / Double(1 << (index == longest - 1 ? longest : index + 2))
            for count in [ones[index], zeros[index]] {
                statistic += (Double(count) - expected) * (Double(count) - expected) / expected
            }
        }
        return PValue(label: "", chiSquare: statistic, degrees: 2 * (longest - 1))
    }

    /// §5.7: the longest run of ones, and of zeros, in each block of `m` bits. SP 800-22 §2.4 has that of ones.
    static func longest(_ bits: BitSequence, m: Int) -> [PValue] {
        guard let table = LongestRunTable(m: m) else { preconditionFailure("no table for blocks of \(m) bits") }
        var ones = [Int](repeating: 0, count: table.shares.count)
        var zeros = ones
        for block in 0..<bits.count / m {
            var (longestOnes, longestZeros) = (0, 0)
            bits.forEachRun(in: block * m..<(block + 1) * m) { isOne, length in
                if isOne { longestOnes = max(longestOnes, length) } else { longestZeros = max(longestZeros, length) }
            }
            ones[table.category(of: longestOnes)] += 1
            zeros[table.category(of: longestZeros)] += 1
        }
        return [
            PValue(label: "m=\(m) ones", chiSquare: table.statistic(ones), degrees: table.shares.count - 1),
            PValue(label: "m=\(m) zeros", chiSquare: table.statistic(zeros), degrees: table.shares.count - 1),
        ]
    }
}
