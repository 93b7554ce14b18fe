// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// e^(−2πi·k / `order`) for k from 0 up to a count, each within some 3·10⁻¹⁶.
struct RootsOfUnity {
    let cosines: [Double]
    /// The imaginary parts: negative sines.
    let sines: [Double]

    /// Each root is the product of one of √n coarse steps and one of √n fine ones, so that few are computed.
    init(order: Int, count: Int) {
        let step = max(Int(Double(count).squareRoot()), 1)
        let fine = (0..<step).map { RootsOfUnity.root($0, of: order) }
        let coarse = (0...(count / step)).map { RootsOfUnity.root($0 * step, of: order) }
        var cosines = [Double](repeating: 0, count: count)
        var sines = cosines
        for block in coarse.indices {
            let (high, start) = (coarse[block], block * step)
            for index in start..<min(start + step, count) {
                let low = fine[index - start]
                cosines[index] = high.cosine * low.cosine - high.sine * low.sine
                sines[index] = high.cosine * low.sine + high.sine * low.cosine
            }
        }
        self.cosines = cosines
        self.sines = sines
    }

    private static func root(_ index: Int, of order: Int) -> (cosine: Double, sine: Double) {
        let angle = -2 * Double.pi * Double(index) / Double(order)
        return (cos(angle), sin(angle))
    }
}
