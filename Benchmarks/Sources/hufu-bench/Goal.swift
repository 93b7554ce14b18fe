// SPDX-License-Identifier: Apache-2.0
import Workloads

/// One row of the goals: two contenders by turns, at each size that the row names. The worst size decides.
struct Goal {
    /// What is compared.
    enum Measure {
        /// How many times as fast as the other; more is better.
        case speed
        /// How many times as long as the other; less is better.
        case cost
        /// How many nanoseconds longer than the other; less is better.
        case excess
    }

    /// Two contenders and the size of their messages.
    struct Pair {
        let size: String
        let ours: Entrant
        let theirs: Entrant
    }

    let title: String
    /// Whom hufu is compared with.
    let other: String
    let measure: Measure
    /// The bound that decides.
    let must: Double
    /// The bound to strive for, where there is one.
    let stretch: Double?
    /// Empty where somebody is missing.
    let pairs: [Pair]
    /// Why the row is skipped when `pairs` is empty.
    let absence: String

    /// Measures all pairs; nil when there is none.
    func evaluate(_ interleaving: Interleaving) throws -> Outcome? {
        var worst: Outcome?
        for pair in pairs {
            let samples = try interleaving.measure([pair.ours, pair.theirs])
            let spread =
                switch measure {
                case .speed: samples.speed(of: 0, over: 1)
                case .cost: samples.speed(of: 1, over: 0)
                case .excess: samples.excess(of: 0, over: 1)
                }
            let outcome = Outcome(
                spread: spread, size: pair.size, passes: reaches(must, spread),
                reachesStretch: stretch.map { reaches($0, spread) })
            if let seen = worst, !isWorse(spread, than: seen.spread) { continue }
            worst = outcome
        }
        return worst
    }

    /// What the worst pair came to; the median decides.
    struct Outcome {
        let spread: Spread
        let size: String
        let passes: Bool
        let reachesStretch: Bool?
    }

    private func reaches(_ bound: Double, _ spread: Spread) -> Bool {
        measure == .speed ? spread.median >= bound : spread.median <= bound
    }

    private func isWorse(_ spread: Spread, than other: Spread) -> Bool {
        measure == .speed ? spread.median < other.median : spread.median > other.median
    }

    /// The verdict's line.
    func line(_ outcome: Outcome?) -> String {
        guard let outcome else { return "SKIP  \(title): \(absence)" }
        let (spread, digits) = (outcome.spread, measure == .excess ? 0 : 2)
        let quartiles = [spread.lowerQuartile, spread.upperQuartile].map { Columns.number($0, digits) }
        let value = measure == .excess ? "\(other) + \(text(spread.median))" : "\(text(spread.median)) \(other)"
        let measured = "\(value) [\(quartiles.joined(separator: "–"))] at \(outcome.size)"
        let bounds = "must \(sign) \(text(must))"
        let reached = outcome.reachesStretch == true ? " (reached)" : ""
        let beyond = stretch.map { ", stretch \(sign) \(text($0))\(reached)" } ?? ""
        return "\(outcome.passes ? "PASS" : "FAIL")  \(title): \(measured); \(bounds)\(beyond)"
    }

    private var sign: String { measure == .speed ? "≥" : "≤" }

    private func text(_ value: Double) -> String {
        switch measure {
        case .speed, .cost: "\(Columns.number(value, 2)) ×"
        case .excess: "\(Columns.number(value, 0)) ns"
        }
    }
}
