// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import VectorSuites

/// What the statistics are computed with, against other ways to the same number.
@Suite struct NumericsTests {
    /// From scipy's `gammaincc(degrees / 2, statistic / 2)`.
    @Test(arguments: [
        (0.001, 1, 0.97477287936996), (1, 1, 0.317310507862911), (3.84, 1, 0.0500435212487052),
        (30, 1, 4.3204630578275e-08), (0.5, 2, 0.778800783071405), (9.21, 2, 0.0100017020047055),
        (700, 2, 9.92959039626514e-153), (4.2, 3, 0.240661885209615), (12, 9, 0.213309305083417),
        (33.72, 9, 9.99979229433184e-05), (100, 100, 0.481191684527957), (150.5, 100, 0.000824310810152943),
        (20, 255, 1), (255, 255, 0.488222521770406), (330.25, 255, 0.00103442773570936),
        (1_800, 1_000, 1.83783782797047e-48), (60, 20_000, 1), (20_400, 20_000, 0.0232873221335988),
    ])
    func `χ² to ten digits`(statistic: Double, degrees: Int, expected: Double) {
        let value = ChiSquare.upperTail(statistic, degrees: degrees)
        #expect(abs(value - expected) <= 2e-11 * expected, "\(value)")
    }

    @Test func `χ² at the ends`() {
        #expect(ChiSquare.upperTail(0, degrees: 9) == 1)
        #expect(ChiSquare.upperTail(-1e-9, degrees: 1) == 1)
        #expect(ChiSquare.upperTail(.infinity, degrees: 9) == 0)
        #expect(ChiSquare.upperTail(1e6, degrees: 255) == 0)
    }

    /// From scipy's `norm.cdf`, `norm.sf`.
    @Test(arguments: [
        (-8, 6.22096057427174e-16, 1), (-1.5, 0.0668072012688581, 0.933192798731142), (0, 0.5, 0.5),
        (0.25, 0.598706325682924, 0.401293674317076), (2.5758293035489004, 0.995, 0.005),
        (6, 0.999999999013412, 9.86587645037695e-10),
    ])
    func `the normal distribution to twelve digits`(x: Double, below: Double, above: Double) {
        #expect(abs(Normal.distribution(x) - below) <= 1e-12 * below)
        #expect(abs(Normal.upperTail(x) - above) <= 1e-12 * above)
        #expect(abs(Normal.twoSided(x) - 2 * min(below, above)) <= 1e-12)
    }

    /// Lengths for each radix, for their products, and for Bluestein's way.
    @Test(arguments: [1, 2, 3, 4, 5, 7, 8, 10, 12, 16, 20, 25, 30, 97, 100, 125, 128, 200, 243])
    func `the Fourier transform is the sum that defines it`(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let real = (0..<count).map { _ in Double.random(in: -1...1, using: &generator) }
        let imaginary = (0..<count).map { _ in Double.random(in: -1...1, using: &generator) }
        var (r, i) = (real, imaginary)
        FourierTransform(count: count).forward(&r, &i)
        for k in 0..<count {
            var (sumR, sumI) = (0.0, 0.0)
            for j in 0..<count {
                let angle = -2 * Double.pi * Double(j * k % count) / Double(count)
                sumR += real[j] * cos(angle) - imaginary[j] * sin(angle)
                sumI += real[j] * sin(angle) + imaginary[j] * cos(angle)
            }
            #expect(abs(r[k] - sumR) < 1e-12 && abs(i[k] - sumI) < 1e-12, "coefficient \(k)")
        }
    }

    @Test(arguments: [2, 3, 7, 10, 99, 100, 1_000, 1_024])
    func `the spectrum of bits is that of the numbers ±1`(count: Int) {
        let bits = BitSequence(seed: 5, count: count)
        var real = (0..<count).map { Double(2 * bits[$0] - 1) }
        var imaginary = [Double](repeating: 0, count: count)
        FourierTransform(count: count).forward(&real, &imaginary)
        let squares = SpectralModuli.squares(of: bits)
        #expect(squares.count == count / 2)
        for (index, square) in squares.enumerated() {
            #expect(abs(square - real[index] * real[index] - imaginary[index] * imaginary[index]) < 1e-9)
        }
    }

    /// The energy of all coefficients is n times that of the sequence (Parseval), at the standard's length.
    @Test func `a long spectrum keeps its energy`() {
        let count = 20_000
        let squares = SpectralModuli.squares(of: BitSequence(seed: 9, count: count))
        let bits = BitSequence(seed: 9, count: count)
        let middle = (0..<count).reduce(0) { $0 + ($1 % 2 == 0 ? 1 : -1) * (2 * bits[$1] - 1) }
        let energy = 2 * squares.dropFirst().reduce(0, +) + squares[0] + Double(middle * middle)
        #expect(abs(energy / Double(count * count) - 1) < 1e-12)
    }

    /// A register of `length` taps with a one at its end makes a sequence of just that complexity.
    @Test(arguments: [1, 2, 31, 63, 64, 65, 127, 128, 200, 250])
    func `the linear complexity of a register's output is its length`(length: Int) {
        var output = [Bool](repeating: false, count: 500)
        output[length - 1] = true
        var generator = SeededGenerator(seed: 3)
        let taps = (0..<length).map { $0 == length - 1 || Bool.random(using: &generator) }
        for index in length..<500 {
            output[index] = taps.indices.reduce(false) { $0 != (taps[$1] && output[index - 1 - $1]) }
        }
        var complexity = LinearComplexity(blockBitCount: 500)
        let bits = BitSequence(count: 507) { $0 < 7 ? false : output[$0 - 7] }
        #expect(complexity(bits, at: 7) == length)
        #expect(complexity(bits, at: 7) == length, "a second use of the same value")
    }

    @Test func `the rank of a matrix counts its independent rows`() {
        let unit = (0..<32).map { UInt32(1) << UInt32($0) }
        #expect(BinaryMatrix.rank(ofRows: unit) == 32)
        #expect(BinaryMatrix.rank(ofRows: [UInt32](repeating: 0, count: 32)) == 0)
        #expect(BinaryMatrix.rank(ofRows: [UInt32](repeating: 0x8000_0001, count: 32)) == 1)
        #expect(BinaryMatrix.rank(ofRows: [unit[0] ^ unit[1]] + unit[1...30] + [unit[0]]) == 31)
    }
}
