// SPDX-License-Identifier: Apache-2.0

/// A sequence against itself, shifted (GM/T 0005-2021 §5.8, §5.9).
enum CorrelationStatistics {
    /// §5.8: ones less zeros of what is left after `k` times replacing each bit by its sum with the next, over √(n −
    /// k).
    static func binaryDerivative(_ bits: BitSequence, k: Int) -> PValue {
        var derivative = bits
        for _ in 0..<k { derivative = derivative.xoredWithItself(after: 1) }
        return PValue(label: "k=\(k)", normal: excess(derivative))
    }

    /// §5.9: bits that differ from the one `d` places on, less those that equal it, over √(n − d).
    static func autocorrelation(_ bits: BitSequence, d: Int) -> PValue {
        PValue(label: "d=\(d)", normal: excess(bits.xoredWithItself(after: d)))
    }

    private static func excess(_ bits: BitSequence) -> Double {
        Double(2 * bits.onesCount - bits.count) / Double(bits.count).squareRoot()
    }
}
