// SPDX-License-Identifier: Apache-2.0

extension [UInt8] {
    /// The bytes of a constant from a standard, spelled in hexadecimal; blanks may separate groups.
    ///
    /// Traps on anything else: it is for constants in the source, never for input.
    package init(hex: StaticString) {
        let digits = hex.description.filter { $0 != " " }.compactMap(\.hexDigitValue)
        precondition(digits.count.isMultiple(of: 2), "an odd number of hexadecimal digits")
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

extension KeyMaterial {
    /// A key known from a standard, for tests of known answers.
    package init(knownBytes: [UInt8]) {
        self.init(byteCount: knownBytes.count) { (key: inout MutableSpan<UInt8>) in
            for index in knownBytes.indices { key[index] = knownBytes[index] }
        }
    }
}
