// SPDX-License-Identifier: Apache-2.0

/// The spectrum of a real sequence.
enum SpectralModuli {
    /// |f_k|² for 0 ≤ k < ⌊n / 2⌋ of the sequence of n numbers 2εᵢ − 1.
    ///
    /// An even n takes a transform of n / 2 complex numbers, each made of two neighbours.
    static func squares(of bits: BitSequence) -> [Double] {
        let half = bits.count / 2
        guard bits.count % 2 == 0 else { return oddSquares(of: bits) }
        var real = (0..<half).map { Double(2 * bits[2 * $0] - 1) }
        var imaginary = (0..<half).map { Double(2 * bits[2 * $0 + 1] - 1) }
        FourierTransform(count: half).forward(&real, &imaginary)
        let roots = RootsOfUnity(order: bits.count, count: half)
        var squares = [Double](repeating: 0, count: half)
        for index in 0..<half {
            let mirror = index == 0 ? 0 : half - index
            // The transforms of the even and of the odd places: conjugate-symmetric halves of the packed one.
            let (evenR, evenI) = ((real[index] + real[mirror]) / 2, (imaginary[index] - imaginary[mirror]) / 2)
            let (oddR, oddI) = ((imaginary[index] + imaginary[mirror]) / 2, (real[mirror] - real[index]) / 2)
            let r = evenR + oddR * roots.cosines[index] - oddI * roots.sines[index]
            let i = evenI + oddR * roots.sines[index] + oddI * roots.cosines[index]
            squares[index] = r * r + i * i
        }
        return squares
    }

    private static func oddSquares(of bits: BitSequence) -> [Double] {
        var real = (0..<bits.count).map { Double(2 * bits[$0] - 1) }
        var imaginary = [Double](repeating: 0, count: bits.count)
        FourierTransform(count: bits.count).forward(&real, &imaginary)
        return (0..<bits.count / 2).map { real[$0] * real[$0] + imaginary[$0] * imaginary[$0] }
    }
}
