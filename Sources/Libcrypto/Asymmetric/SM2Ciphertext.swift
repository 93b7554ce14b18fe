// SPDX-License-Identifier: Apache-2.0

/// An SM2 ciphertext (GB/T 32918.4 §6.1) in either of its forms.
///
/// - DER (GM/T 0009 §7.2): `SEQUENCE { INTEGER x, INTEGER y, OCTET STRING C3, OCTET STRING C2 }`
/// - raw: `C1 ‖ C3 ‖ C2`, C1 = `x 32 ‖ y 32` with or without the leading 0x04 of an uncompressed point, C3 = 32 bytes.
///
/// All of this is public; no secret is branched upon.
struct SM2Ciphertext {
    private let x: [UInt8]
    private let y: [UInt8]
    private let hash: [UInt8]
    private let masked: [UInt8]

    private static let coordinateByteCount = 32
    private static let hashByteCount = 32
    private static let fixedByteCount = 2 * coordinateByteCount + hashByteCount

    /// Reads either form, exactly to the last byte.
    ///
    /// A whole, strict DER encoding counts as DER. Of the raw forms, the one that holds `keyByteCount` bytes is meant
    /// where both are possible: x may itself begin with 0x04.
    init?(_ bytes: Span<UInt8>, keyByteCount: Int) {
        let bytes = bytes.indices.map { bytes[$0] }
        if let der = SM2Ciphertext(der: bytes) {
            self = der
            return
        }
        let hasPrefix = bytes.first == 0x04 && bytes.count != Self.fixedByteCount + keyByteCount
        self.init(fields: bytes.dropFirst(hasPrefix ? 1 : 0))
    }

    /// What bytes may mean that hide a text of unknown length, as vector suites have it: DER, or else the raw form with the
    /// leading 0x04, should it begin so, and without.
    static func readings(of bytes: [UInt8]) -> [SM2Ciphertext] {
        if let der = SM2Ciphertext(der: bytes) { return [der] }
        let withPrefix = bytes.first == 0x04 ? SM2Ciphertext(fields: bytes.dropFirst()) : nil
        return [withPrefix, SM2Ciphertext(fields: bytes[...])].compactMap(\.self)
    }

    /// Reads the raw form with its leading 0x04.
    init?(raw bytes: [UInt8]) {
        guard bytes.first == 0x04 else { return nil }
        self.init(fields: bytes.dropFirst())
    }

    private init?(fields: ArraySlice<UInt8>) {
        guard fields.count > Self.fixedByteCount else { return nil }
        x = Array(fields.prefix(Self.coordinateByteCount))
        y = Array(fields.dropFirst(Self.coordinateByteCount).prefix(Self.coordinateByteCount))
        hash = Array(fields.dropFirst(2 * Self.coordinateByteCount).prefix(Self.hashByteCount))
        masked = Array(fields.dropFirst(Self.fixedByteCount))
    }

    /// Reads the DER form, exactly to the last byte.
    init?(der: [UInt8]) {
        var outer = DERReader(der)
        guard let content = outer.read(.sequence), outer.isAtEnd else { return nil }
        var inner = DERReader(content)
        guard let x = inner.readUnsigned(byteCount: Self.coordinateByteCount),
            let y = inner.readUnsigned(byteCount: Self.coordinateByteCount),
            let hash = inner.read(.octetString), hash.count == Self.hashByteCount,
            let masked = inner.read(.octetString), !masked.isEmpty, inner.isAtEnd
        else { return nil }
        (self.x, self.y, self.hash, self.masked) = (x, y, Array(hash), Array(masked))
    }

    /// The raw form with its leading 0x04.
    var raw: [UInt8] { [0x04] + x + y + hash + masked }

    /// The DER form.
    var der: [UInt8] {
        let content =
            DERReader.encode(unsigned: x) + DERReader.encode(unsigned: y) + DERReader.encode(.octetString, hash)
            + DERReader.encode(.octetString, masked)
        return DERReader.encode(.sequence, content)
    }
}
