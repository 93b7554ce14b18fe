// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// The standard normal distribution.
enum Normal {
    /// Φ(`x`).
    static func distribution(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

    /// 1 − Φ(`x`).
    static func upperTail(_ x: Double) -> Double { erfc(x / 2.0.squareRoot()) / 2 }

    /// The probability of a deviation of at least |`x`|.
    static func twoSided(_ x: Double) -> Double { erfc(abs(x) / 2.0.squareRoot()) }
}

/// The χ² distribution.
enum ChiSquare {
    /// The probability of at least `statistic`: igamc(`degrees` / 2, `statistic` / 2) in the notation of the standards.
    ///
    /// With x = `statistic` / 2 and a = `degrees` / 2, a multiple of ½, it is a finite sum of positive terms and so
    /// loses no digits: e⁻ˣ · Σ xⁱ / i! for i < a when a is whole, else erfc(√x) + e⁻ˣ · Σ xⁱ⁻¹ᐟ² / Γ(i + ½) for 1 ≤ i
    /// < a (Abramowitz and Stegun 26.4.4, 26.4.5). Terms are kept as logarithms, so that no factor underflows.
    static func upperTail(_ statistic: Double, degrees: Int) -> Double {
        precondition(degrees > 0, "no degrees of freedom")
        guard statistic > 0 else { return 1 }
        guard statistic.isFinite else { return 0 }
        let x = statistic / 2
        let isWhole = degrees % 2 == 0
        // The first term: e⁻ˣ, or e⁻ˣ · x¹ᐟ² / Γ(3/2) with Γ(3/2) = √π / 2.
        var logarithm = isWhole ? -x : -x + log(x) / 2 - log(Double.pi.squareRoot() / 2)
        var divisor = isWhole ? 1.0 : 1.5
        var total = isWhole ? 0.0 : erfc(x.squareRoot())
        for _ in 0..<degrees / 2 {
            total += exp(logarithm)
            logarithm += log(x / divisor)
            divisor += 1
        }
        return min(total, 1)
    }

    /// Σ(v − Nπ)² / Nπ, N the sum of `counts` and π the `shares` expected of it.
    static func statistic(_ counts: [Int], shares: [Double]) -> Double {
        let total = Double(counts.reduce(0, +))
        return zip(counts, shares).reduce(0.0) { sum, category in
            let expected = total * category.1
            return sum + (Double(category.0) - expected) * (Double(category.0) - expected) / expected
        }
    }
}
