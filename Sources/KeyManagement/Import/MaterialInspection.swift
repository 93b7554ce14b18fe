// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Finds material that is no random key: a constant, or the text of a key instead of its bytes.
///
/// Each byte is looked at, and no branch depends on one before the verdict, which is meant to be told.
package enum MaterialInspection {
    /// What the material looks like when it is no random key. An import is refused for it, so who wraps can ask before.
    ///
    /// - Parameter material: of any length; empty material counts as constant.
    /// - Returns: words that hold no byte of it, such as "every byte is the same"; nil where there is no objection.
    package static func objection(to material: borrowing KeyMaterial) -> String? {
        let look = material.withBytes { bytes -> (constant: Bool, hex: Bool, base64: Bool) in
            guard bytes.count > 0 else { return (true, false, false) }
            let first = bytes[0]
            var differing: UInt32 = 0
            var notHex: UInt32 = 0
            var notBase64: UInt32 = 0
            for index in bytes.indices {
                let byte = bytes[index]
                differing |= UInt32(byte ^ first)
                let digit = isIn(byte, "0", "9")
                let hexLetter = isIn(byte, "a", "f") | isIn(byte, "A", "F")
                let letter = isIn(byte, "a", "z") | isIn(byte, "A", "Z")
                let sign = isIn(byte, "+", "+") | isIn(byte, "/", "/") | isIn(byte, "-", "-") | isIn(byte, "_", "_")
                notHex |= ~(digit | hexLetter)
                notBase64 |= ~(digit | letter | sign | isIn(byte, "=", "="))
            }
            return (differing == 0, notHex == 0, notBase64 == 0)
        }
        if look.constant { return "every byte is the same" }
        if look.hex { return "it is hexadecimal text, not the bytes that the text stands for" }
        if look.base64 { return "it is Base64 text, not the bytes that the text stands for" }
        return nil
    }

    /// All ones when `low ≤ byte ≤ high`, else zero.
    private static func isIn(_ byte: UInt8, _ low: Unicode.Scalar, _ high: Unicode.Scalar) -> UInt32 {
        let outside = (Int32(byte) - Int32(low.value)) | (Int32(high.value) - Int32(byte))
        return ~UInt32(bitPattern: outside >> 31)
    }
}
