// SPDX-License-Identifier: Apache-2.0

/// The discrete Fourier transform of complex sequences of one length, X_k = Σ x_j · e^(−2πi·jk / n), unscaled.
///
/// Lengths 2ᵃ·5ᵇ, such as those of the standard's samples, go through Stockham's self-sorting passes of radix 5, 4 and
/// 2; any other through Bluestein's convolution over such a length. Values may be shared between threads.
struct FourierTransform {
    let count: Int
    private let radices: [Int]
    private let roots: RootsOfUnity
    private let chirp: ChirpConvolution?

    init(count: Int) {
        precondition(count > 0, "nothing to transform")
        self.count = count
        var radices: [Int] = []
        var rest = count
        for radix in [5, 4, 2] {
            while rest % radix == 0 {
                radices.append(radix)
                rest /= radix
            }
        }
        let isComposed = rest == 1
        self.radices = isComposed ? radices : []
        roots = RootsOfUnity(order: count, count: isComposed ? count : 0)
        chirp = isComposed ? nil : ChirpConvolution(count: count)
    }

    /// Replaces the sequence by its transform. Both arrays have `count` elements.
    func forward(_ real: inout [Double], _ imaginary: inout [Double]) {
        precondition(real.count == count && imaginary.count == count, "another length than the plan's")
        if let chirp { return chirp.forward(&real, &imaginary) }
        var otherReal = real
        var otherImaginary = imaginary
        var length = count
        var stride = 1
        for radix in radices {
            let pass = FourierPass(groupCount: length / radix, stride: stride, roots: roots)
            switch radix {
            case 5: pass.radix5((real, imaginary), &otherReal, &otherImaginary)
            case 4: pass.radix4((real, imaginary), &otherReal, &otherImaginary)
            default: pass.radix2((real, imaginary), &otherReal, &otherImaginary)
            }
            swap(&real, &otherReal)
            swap(&imaginary, &otherImaginary)
            length /= radix
            stride *= radix
        }
    }
}
