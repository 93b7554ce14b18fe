// SPDX-License-Identifier: Apache-2.0

/// An SM2 signature (GB/T 32918.2 §6.1) in either of its forms: `r ‖ s` with 32 bytes each, or DER
/// `SEQUENCE { INTEGER r, INTEGER s }` (GM/T 0009 §7.3).
enum SM2Signature {
    private static let numberByteCount = 32

    /// The DER form: 64 bytes that are not DER throughout are `r ‖ s`, all else is left to the library, which refuses what
    /// is not DER.
    static func der(_ signature: [UInt8]) -> [UInt8] {
        guard signature.count == 2 * numberByteCount, !isDER(signature) else { return signature }
        return DERReader.encode(
            .sequence,
            DERReader.encode(unsigned: Array(signature.prefix(numberByteCount)))
                + DERReader.encode(unsigned: Array(signature.suffix(numberByteCount))))
    }

    private static func isDER(_ bytes: [UInt8]) -> Bool {
        var outer = DERReader(bytes)
        guard let content = outer.read(.sequence), outer.isAtEnd else { return false }
        var inner = DERReader(content)
        return inner.readUnsigned(byteCount: numberByteCount) != nil
            && inner.readUnsigned(byteCount: numberByteCount) != nil && inner.isAtEnd
    }
}
