// SPDX-License-Identifier: Apache-2.0

/// How likely a block of random bits is to have a longest run of each length (SP 800-22 §3.4; GM/T 0005-2021 §5.7).
struct LongestRunTable {
    /// The longest run of the first category, and of all shorter ones.
    let shortest: Int
    /// The share of each category; the last holds all longer runs, too.
    let shares: [Double]

    /// nil for a block length that has no table. `m` in bits.
    init?(m: Int) {
        switch m {
        case 8:
            shortest = 1
            shares = [0.2148, 0.3672, 0.2305, 0.1875]
        case 128:
            shortest = 4
            shares = [0.1174, 0.2430, 0.2493, 0.1752, 0.1027, 0.1124]
        case 10_000:
            shortest = 10
            shares = [0.0882, 0.2092, 0.2483, 0.1933, 0.1208, 0.0675, 0.0727]
        default:
            return nil
        }
    }

    func category(of length: Int) -> Int { min(max(length - shortest, 0), shares.count - 1) }

    /// χ² of the blocks in each category.
    func statistic(_ counts: [Int]) -> Double { ChiSquare.statistic(counts, shares: shares) }
}
