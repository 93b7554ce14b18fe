// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Linear, compressible and periodic structure (GM/T 0005-2021 §5.10, §5.13 to §5.15).
enum StructureStatistics {
    /// One matrix of §5.10 in bits: 32 rows of 32.
    static let matrixBitCount = 1_024
    /// Width of a word of §5.14 in bits (L), and how many words only fill its table (Q).
    private static let universal = (width: 7, initialCount: 1_280)
    /// One word more than the table takes.
    static let universalBitCount = universal.width * (universal.initialCount + 1)

    /// §5.10: how many matrices of 32×32 bits have full rank, one less, and any other. SP 800-22 §2.5.
    static func matrixRank(_ bits: BitSequence) -> PValue {
        var counts = [0, 0, 0]
        for matrix in 0..<bits.count / matrixBitCount {
            let rows = (0..<32).map { UInt32(bits.number(at: matrix * matrixBitCount + $0 * 32, width: 32)) }
            counts[min(32 - BinaryMatrix.rank(ofRows: rows), 2)] += 1
        }
        let statistic = ChiSquare.statistic(counts, shares: [0.2888, 0.5776, 0.1336])
        return PValue(label: "", chiSquare: statistic, degrees: 2)
    }

    /// §5.13: the linear complexity of each block of `m` bits, as a deviation T from what is expected, in seven
    /// categories. SP 800-22 §2.10.
    static func linearComplexity(_ bits: BitSequence, m: Int) -> PValue {
        let sign = m % 2 == 0 ? 1.0 : -1.0
        let power = scalbn(1.0, Int32(-min(m, 1_000)))
        let expected = Double(m) / 2 + (9 + sign) / 36 - (Double(m) / 3 + 2.0 / 9) * power
        var complexity = LinearComplexity(blockBitCount: m)
        var counts = [Int](repeating: 0, count: 7)
        for block in 0..<bits.count / m {
            let deviation = sign * (Double(complexity(bits, at: block * m)) - expected) + 2.0 / 9
            counts[Int(min(max((deviation + 2.5).rounded(.up), 0), 6))] += 1
        }
        let shares = [0.010417, 0.03125, 0.125, 0.5, 0.25, 0.0625, 0.020833]
        return PValue(label: "m=\(m)", chiSquare: ChiSquare.statistic(counts, shares: shares), degrees: 6)
    }

    /// §5.14: how many words ago each word of 7 bits came last, as the mean of the binary logarithms, after 1,280 words
    /// that fill the table. SP 800-22 §2.9.
    static func maurerUniversal(_ bits: BitSequence) -> PValue {
        let width = universal.width
        let testCount = bits.count / width - universal.initialCount
        var latest = [Int](repeating: 0, count: 1 << width)
        var total = 0.0
        for position in 1...universal.initialCount + testCount {
            let word = bits.number(at: (position - 1) * width, width: width)
            if position > universal.initialCount { total += log2(Double(position - latest[word])) }
            latest[word] = position
        }
        let (expected, variance) = (6.1962507, 3.125)  // for L = 7
        let (l, k) = (Double(width), Double(testCount))
        let correction = 0.7 - 0.8 / l + (4 + 32 / l) * pow(k, -3 / l) / 15
        let deviation = (total / k - expected) / (correction * (variance / k).squareRoot())
        return PValue(label: "", normal: deviation)
    }

    /// §5.15: how many of the first n / 2 Fourier coefficients lie under the modulus that 95 % are expected to lie
    /// under. SP 800-22 §2.6 takes the variance n·0.95·0.05 / 4.
    static func discreteFourier(_ bits: BitSequence) -> PValue {
        let n = Double(bits.count)
        let threshold = 2.995732274 * n
        let below = SpectralModuli.squares(of: bits).count { $0 < threshold }
        let deviation = (Double(below) - 0.95 * n / 2) / (0.95 * 0.05 * n / 3.8).squareRoot()
        return PValue(label: "", normal: deviation)
    }
}
