// SPDX-License-Identifier: Apache-2.0

/// A private key on sm2p256v1 as vector files give it.
struct SM2PrivateKey {
    /// 32 bytes.
    let scalar: [UInt8]
    /// `04 ‖ x ‖ y`, 65 bytes.
    let publicPoint: [UInt8]

    /// Length of an uncompressed point in bytes.
    static let pointByteCount = 65

    private static let ecPublicKey: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
    private static let sm2p256v1: [UInt8] = [0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D]

    /// DER PKCS#8 (RFC 5958 §2) around ECPrivateKey (RFC 5915 §3).
    var pkcs8DER: [UInt8] {
        let key = DERWriter.sequence([
            DERWriter.integer([1]), DERWriter.octetString(scalar),
            DERWriter.tagged(1, DERWriter.bitString(publicPoint)),
        ])
        return DERWriter.sequence([
            DERWriter.integer([0]), DERWriter.sequence([Self.ecPublicKey, Self.sm2p256v1]), DERWriter.octetString(key),
        ])
    }

    /// DER SubjectPublicKeyInfo (RFC 5480 §2) around `04 ‖ x ‖ y`.
    static func publicKeyDER(point: [UInt8]) -> [UInt8] {
        DERWriter.sequence([DERWriter.sequence([ecPublicKey, sm2p256v1]), DERWriter.bitString(point)])
    }
}
