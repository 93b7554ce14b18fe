// SPDX-License-Identifier: Apache-2.0

/// The bytes with one bit, counted from the first byte's lowest, turned over.
func flipping(_ bit: Int, of bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    bytes[bit / 8] ^= 1 << (bit % 8)
    return bytes
}
