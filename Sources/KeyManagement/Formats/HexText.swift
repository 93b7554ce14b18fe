// SPDX-License-Identifier: Apache-2.0

extension [UInt8] {
    /// The bytes as lower-case hexadecimal digits, two for each. For public values: time depends on them.
    var hexText: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
