// SPDX-License-Identifier: Apache-2.0

/// Bluestein's transform of any length n: jk = (j² + k² − (k − j)²) / 2 makes it a convolution with the chirp e^(πi·j²
/// / n).
struct ChirpConvolution {
    private let count: Int
    /// e^(−πi·j² / n) for j < n.
    private let chirp: (real: [Double], imaginary: [Double])
    /// The transform of the conjugate chirp, closed to a ring of the longer length.
    private let kernel: (real: [Double], imaginary: [Double])
    private let longCount: Int

    init(count: Int) {
        self.count = count
        var longCount = 1
        while longCount < 2 * count - 1 { longCount *= 2 }
        self.longCount = longCount
        let steps = RootsOfUnity(order: 2 * count, count: 2 * count)
        var chirp = (real: [Double](repeating: 0, count: count), imaginary: [Double](repeating: 0, count: count))
        var kernel = (
            real: [Double](repeating: 0, count: longCount), imaginary: [Double](repeating: 0, count: longCount)
        )
        for index in 0..<count {
            let square = index * index % (2 * count)
            chirp.real[index] = steps.cosines[square]
            chirp.imaginary[index] = steps.sines[square]
            for position in Set([index, (longCount - index) % longCount]) {
                kernel.real[position] = steps.cosines[square]
                kernel.imaginary[position] = -steps.sines[square]
            }
        }
        FourierTransform(count: longCount).forward(&kernel.real, &kernel.imaginary)
        self.chirp = chirp
        self.kernel = kernel
    }

    /// Replaces the sequence by its transform.
    func forward(_ real: inout [Double], _ imaginary: inout [Double]) {
        var longReal = [Double](repeating: 0, count: longCount)
        var longImaginary = longReal
        for index in 0..<count {
            longReal[index] = real[index] * chirp.real[index] - imaginary[index] * chirp.imaginary[index]
            longImaginary[index] = real[index] * chirp.imaginary[index] + imaginary[index] * chirp.real[index]
        }
        let transform = FourierTransform(count: longCount)
        transform.forward(&longReal, &longImaginary)
        // The inverse transform is the forward one with real and imaginary parts exchanged, divided by the length.
        for index in 0..<longCount {
            let (a, b, c, d) = (longReal[index], longImaginary[index], kernel.real[index], kernel.imaginary[index])
            longReal[index] = a * c - b * d
            longImaginary[index] = a * d + b * c
        }
        transform.forward(&longImaginary, &longReal)
        for index in 0..<count {
            let (a, b) = (longReal[index] / Double(longCount), longImaginary[index] / Double(longCount))
            real[index] = a * chirp.real[index] - b * chirp.imaginary[index]
            imaginary[index] = a * chirp.imaginary[index] + b * chirp.real[index]
        }
    }
}
