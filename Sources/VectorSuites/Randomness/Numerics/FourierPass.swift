// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// One pass of Stockham's transform: `groupCount` butterflies for each of `stride` interleaved sequences.
///
/// Reads element q + s·(p + m·j) and writes q + s·(r·p + k), times the root e^(−2πi·pk / (m·r)), for j, k < r; m groups
/// of radix r at stride s.
struct FourierPass {
    let groupCount: Int
    let stride: Int
    let roots: RootsOfUnity

    typealias Source = (real: [Double], imaginary: [Double])

    func radix2(_ source: Source, _ real: inout [Double], _ imaginary: inout [Double]) {
        let distance = groupCount * stride
        for group in 0..<groupCount {
            let (cosine, sine) = root(group, 1)
            for lane in 0..<stride {
                let from = lane + stride * group
                let into = lane + stride * 2 * group
                let (ar, ai) = (source.real[from], source.imaginary[from])
                let (br, bi) = (source.real[from + distance], source.imaginary[from + distance])
                let (dr, di) = (ar - br, ai - bi)
                real[into] = ar + br
                imaginary[into] = ai + bi
                real[into + stride] = dr * cosine - di * sine
                imaginary[into + stride] = dr * sine + di * cosine
            }
        }
    }

    func radix4(_ source: Source, _ real: inout [Double], _ imaginary: inout [Double]) {
        let distance = groupCount * stride
        for group in 0..<groupCount {
            let (w1, w2, w3) = (root(group, 1), root(group, 2), root(group, 3))
            for lane in 0..<stride {
                let from = lane + stride * group
                let into = lane + stride * 4 * group
                let (ar, ai) = (source.real[from], source.imaginary[from])
                let (br, bi) = (source.real[from + distance], source.imaginary[from + distance])
                let (cr, ci) = (source.real[from + 2 * distance], source.imaginary[from + 2 * distance])
                let (dr, di) = (source.real[from + 3 * distance], source.imaginary[from + 3 * distance])
                let (evenSumR, evenSumI, evenR, evenI) = (ar + cr, ai + ci, ar - cr, ai - ci)
                let (oddSumR, oddSumI, oddR, oddI) = (br + dr, bi + di, br - dr, bi - di)
                real[into] = evenSumR + oddSumR
                imaginary[into] = evenSumI + oddSumI
                let (x1r, x1i) = (evenR + oddI, evenI - oddR)
                real[into + stride] = x1r * w1.cosine - x1i * w1.sine
                imaginary[into + stride] = x1r * w1.sine + x1i * w1.cosine
                let (x2r, x2i) = (evenSumR - oddSumR, evenSumI - oddSumI)
                real[into + 2 * stride] = x2r * w2.cosine - x2i * w2.sine
                imaginary[into + 2 * stride] = x2r * w2.sine + x2i * w2.cosine
                let (x3r, x3i) = (evenR - oddI, evenI + oddR)
                real[into + 3 * stride] = x3r * w3.cosine - x3i * w3.sine
                imaginary[into + 3 * stride] = x3r * w3.sine + x3i * w3.cosine
            }
        }
    }

    func radix5(_ source: Source, _ real: inout [Double], _ imaginary: inout [Double]) {
        let distance = groupCount * stride
        let (c1, c2) = (cos(2 * Double.pi / 5), cos(4 * Double.pi / 5))
        let (s1, s2) = (sin(2 * Double.pi / 5), sin(4 * Double.pi / 5))
        for group in 0..<groupCount {
            let (w1, w2, w3, w4) = (root(group, 1), root(group, 2), root(group, 3), root(group, 4))
            for lane in 0..<stride {
                let from = lane + stride * group
                let into = lane + stride * 5 * group
                let (ar, ai) = (source.real[from], source.imaginary[from])
                let (br, bi) = (source.real[from + distance], source.imaginary[from + distance])
                let (cr, ci) = (source.real[from + 2 * distance], source.imaginary[from + 2 * distance])
                let (dr, di) = (source.real[from + 3 * distance], source.imaginary[from + 3 * distance])
                let (er, ei) = (source.real[from + 4 * distance], source.imaginary[from + 4 * distance])
                let (outerR, outerI, outerDifferenceR, outerDifferenceI) = (br + er, bi + ei, br - er, bi - ei)
                let (innerR, innerI, innerDifferenceR, innerDifferenceI) = (cr + dr, ci + di, cr - dr, ci - di)
                real[into] = ar + outerR + innerR
                imaginary[into] = ai + outerI + innerI
                let (m1r, m1i) = (ar + c1 * outerR + c2 * innerR, ai + c1 * outerI + c2 * innerI)
                let (m2r, m2i) = (ar + c2 * outerR + c1 * innerR, ai + c2 * outerI + c1 * innerI)
                let n1r = s1 * outerDifferenceR + s2 * innerDifferenceR
                let n1i = s1 * outerDifferenceI + s2 * innerDifferenceI
                let n2r = s2 * outerDifferenceR - s1 * innerDifferenceR
                let n2i = s2 * outerDifferenceI - s1 * innerDifferenceI
                let (x1r, x1i) = (m1r + n1i, m1i - n1r)
                real[into + stride] = x1r * w1.cosine - x1i * w1.sine
                imaginary[into + stride] = x1r * w1.sine + x1i * w1.cosine
                let (x2r, x2i) = (m2r + n2i, m2i - n2r)
                real[into + 2 * stride] = x2r * w2.cosine - x2i * w2.sine
                imaginary[into + 2 * stride] = x2r * w2.sine + x2i * w2.cosine
                let (x3r, x3i) = (m2r - n2i, m2i + n2r)
                real[into + 3 * stride] = x3r * w3.cosine - x3i * w3.sine
                imaginary[into + 3 * stride] = x3r * w3.sine + x3i * w3.cosine
                let (x4r, x4i) = (m1r - n1i, m1i + n1r)
                real[into + 4 * stride] = x4r * w4.cosine - x4i * w4.sine
                imaginary[into + 4 * stride] = x4r * w4.sine + x4i * w4.cosine
            }
        }
    }

    /// The root of output `index` of `group`: p·k steps of the pass's order, each `stride` steps of the whole.
    private func root(_ group: Int, _ index: Int) -> (cosine: Double, sine: Double) {
        let position = group * index * stride
        return (roots.cosines[position], roots.sines[position])
    }
}
