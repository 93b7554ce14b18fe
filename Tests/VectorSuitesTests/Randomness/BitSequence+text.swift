// SPDX-License-Identifier: Apache-2.0
import TestSupport

@testable import VectorSuites

extension BitSequence {
    /// The zeros and ones of `text`; spaces are skipped.
    init(text: String) {
        let digits = text.filter { $0 != " " }
        var bytes = [UInt8](repeating: 0, count: (digits.count + 7) / 8)
        for (index, digit) in digits.enumerated() where digit == "1" { bytes[index / 8] |= 0x80 >> UInt8(index % 8) }
        self.init(bytes, bitCount: digits.count)
    }

    /// `count` bits of SplitMix64 from `seed`: each word little-endian, the highest bit of each byte first.
    init(seed: UInt64, count: Int) {
        var generator = SeededGenerator(seed: seed)
        self.init(generator.bytes((count + 7) / 8), bitCount: count)
    }

    /// What `bit` answers for each index.
    init(count: Int, bit: (Int) -> Bool) {
        var bytes = [UInt8](repeating: 0, count: (count + 7) / 8)
        for index in 0..<count where bit(index) { bytes[index / 8] |= 0x80 >> UInt8(index % 8) }
        self.init(bytes, bitCount: count)
    }
}

extension RandomnessTest {
    /// The test's P- and Q-values of a sequence of any length.
    func values(_ bits: BitSequence, _ parameter: Int? = nil) throws -> [PValue] {
        try RandomnessItem(test: self, parameter: parameter).pValues(bits)
    }
}

/// Whether two values agree to the last of the digits that a document prints.
func agree(_ value: Double, _ printed: Double, within tolerance: Double = 0.000_000_6) -> Bool {
    abs(value - printed) <= tolerance
}
