// SPDX-License-Identifier: Apache-2.0

/// How far a walk of ±1 strays from its start (GM/T 0005-2021 §5.11; SP 800-22 §2.13), forward and backward.
struct CumulativeSums {
    private let count: Int
    private let forward: Int
    private let backward: Int

    init(_ bits: BitSequence) {
        var (sum, lowest, highest) = (0, 0, 0)
        for index in 0..<bits.count {
            sum += 2 * bits[index] - 1
            lowest = min(lowest, sum)
            highest = max(highest, sum)
        }
        count = bits.count
        forward = max(highest, -lowest)
        backward = max(highest - sum, sum - lowest)
    }

    var pValues: [PValue] {
        [
            PValue(label: "forward", probability: probability(of: forward)),
            PValue(label: "backward", probability: probability(of: backward)),
        ]
    }

    /// The probability that a random walk strays as far as `distance`:
    /// 1 − Σ[Φ((4i + 1)z/√n) − Φ((4i − 1)z/√n)] + Σ[Φ((4i + 3)z/√n) − Φ((4i + 1)z/√n)], over the whole i from
    /// (−n/z + 1)/4 and (−n/z − 3)/4 to (n/z − 1)/4.
    ///
    /// Terms beyond 10 standard deviations, less than 10⁻²², are left out.
    private func probability(of distance: Int) -> Double {
        let unit = Double(distance) / Double(count).squareRoot()
        let ratio = Double(count) / Double(distance)
        let reach = (10 / unit + 4) / 4
        let last = min((ratio - 1) / 4, reach).rounded(.down)
        var result = 1.0
        for index in stride(from: max((1 - ratio) / 4, -reach).rounded(.up), through: last, by: 1) {
            result -= Normal.distribution((4 * index + 1) * unit) - Normal.distribution((4 * index - 1) * unit)
        }
        for index in stride(from: max((-ratio - 3) / 4, -reach).rounded(.up), through: last, by: 1) {
            result += Normal.distribution((4 * index + 3) * unit) - Normal.distribution((4 * index + 1) * unit)
        }
        return min(max(result, 0), 1)
    }
}
