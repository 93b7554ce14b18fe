// SPDX-License-Identifier: Apache-2.0

/// The times of contenders that worked by turns: nanoseconds per message, round by round.
struct Samples {
    let names: [String]
    private var nanoseconds: [[Double]]

    init(names: [String]) {
        self.names = names
        nanoseconds = names.map { _ in [] }
    }

    /// How many rounds there are.
    var rounds: Int { nanoseconds.first?.count ?? 0 }

    /// Adds a round: a time for each contender.
    mutating func append(_ times: [Double]) {
        for (index, time) in times.enumerated() { nanoseconds[index].append(time) }
    }

    /// One contender's times.
    func times(_ index: Int) -> Spread { Spread(nanoseconds[index]) }

    /// How many times as fast as `other` a contender is, pair by pair: of each round its own quotient.
    func speed(of index: Int, over other: Int) -> Spread {
        Spread(zip(nanoseconds[other], nanoseconds[index]).map { $0 / $1 })
    }

    /// By how many nanoseconds a contender takes longer than `other`, pair by pair.
    func excess(of index: Int, over other: Int) -> Spread {
        Spread(zip(nanoseconds[index], nanoseconds[other]).map { $0 - $1 })
    }
}

/// The middle of some values, and how far they lie apart.
struct Spread: Codable {
    let median: Double
    /// A quarter of the values is below.
    let lowerQuartile: Double
    /// A quarter of the values is above.
    let upperQuartile: Double

    init(_ values: [Double]) {
        let sorted = values.sorted()
        median = Spread.quantile(sorted, 0.5)
        lowerQuartile = Spread.quantile(sorted, 0.25)
        upperQuartile = Spread.quantile(sorted, 0.75)
    }

    /// Between two values in proportion.
    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let position = share * Double(sorted.count - 1)
        let (below, above) = (Int(position.rounded(.down)), Int(position.rounded(.up)))
        return sorted[below] + (sorted[above] - sorted[below]) * (position - position.rounded(.down))
    }
}
