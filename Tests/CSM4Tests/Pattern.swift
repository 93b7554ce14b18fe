// SPDX-License-Identifier: Apache-2.0

/// Bytes that repeat exactly from run to run and look like nothing (a 64-bit linear congruential generator's high
/// bits).
func pattern(_ byteCount: Int, seed: UInt64) -> [UInt8] {
    var state = seed &* 2 &+ 1
    return (0..<byteCount).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
    }
}
