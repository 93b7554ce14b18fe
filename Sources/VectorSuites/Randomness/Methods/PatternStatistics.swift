// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Overlapping words, the sequence closed to a ring (GM/T 0005-2021 §5.4, §5.12).
enum PatternStatistics {
    /// §5.4: P1 from ∇ψ²ₘ = ψ²ₘ − ψ²ₘ₋₁, P2 from ∇²ψ²ₘ = ψ²ₘ − 2ψ²ₘ₋₁ + ψ²ₘ₋₂. SP 800-22 §2.11.
    static func overlappingSubsequence(_ bits: BitSequence, m: Int) -> [PValue] {
        let counts = bits.cyclicPatternCounts(width: m)
        let shorter = withoutLastBit(counts)
        let (psi0, psi1, psi2) = (psi(counts, bits), psi(shorter, bits), psi(withoutLastBit(shorter), bits))
        // igamc(2^(m−2), …) and igamc(2^(m−3), …): degrees are twice the first argument.
        return [
            PValue(label: "m=\(m) P1", chiSquare: psi0 - psi1, degrees: 1 << (m - 1)),
            PValue(label: "m=\(m) P2", chiSquare: psi0 - 2 * psi1 + psi2, degrees: 1 << (m - 2)),
        ]
    }

    /// §5.12: 2n·(ln 2 − (φₘ − φₘ₊₁)), φ the sum of π·ln π over the shares of all words. SP 800-22 §2.12.
    static func approximateEntropy(_ bits: BitSequence, m: Int) -> PValue {
        let counts = bits.cyclicPatternCounts(width: m + 1)
        let entropy = phi(withoutLastBit(counts), bits) - phi(counts, bits)
        return PValue(label: "m=\(m)", chiSquare: 2 * Double(bits.count) * (log(2) - entropy), degrees: 1 << m)
    }

    /// On a ring a word is as frequent as its two continuations together.
    private static func withoutLastBit(_ counts: [Int]) -> [Int] {
        (0..<counts.count / 2).map { counts[2 * $0] + counts[2 * $0 + 1] }
    }

    /// ψ² = (2ᵐ / n)·Σv² − n; 0 for the empty word.
    private static func psi(_ counts: [Int], _ bits: BitSequence) -> Double {
        let squares = counts.reduce(0.0) { $0 + Double($1) * Double($1) }
        return Double(counts.count) / Double(bits.count) * squares - Double(bits.count)
    }

    private static func phi(_ counts: [Int], _ bits: BitSequence) -> Double {
        counts.filter { $0 > 0 }.reduce(0.0) { sum, count in
            let share = Double(count) / Double(bits.count)
            return sum + share * log(share)
        }
    }
}
