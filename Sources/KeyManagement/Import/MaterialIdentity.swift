// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// What ties material to its key: the secret-keyed fingerprint (formats.md §5) and the public check value (§6).
package struct MaterialIdentity {
    let edition: any CryptoEdition
    let keyID: KeyID
    let version: UInt32

    package init(edition: any CryptoEdition, keyID: KeyID, version: UInt32) {
        self.edition = edition
        self.keyID = keyID
        self.version = version
    }

    /// `HMAC(K_fp, "hufu/1/<ed>/fingerprint" ‖ 0x00 ‖ key ID ‖ version ‖ material)`, 32 bytes.
    package func fingerprint(
        of material: borrowing KeyMaterial, under fingerprintKey: borrowing KeyMaterial
    ) throws(CryptoError) -> [UInt8] {
        let prefix = Array("hufu/1/\(edition.edition.rawValue)/fingerprint".utf8) + [0] + reference
        let message = KeyMaterial(byteCount: prefix.count + material.byteCount) { (output: inout OutputSpan<UInt8>) in
            output.append(copying: prefix.span)
            material.withBytes { output.append(copying: $0) }
        }
        let authenticator = try edition.makeAuthenticator(key: fingerprintKey)
        return try message.withBytes { (bytes: Span<UInt8>) throws(CryptoError) in
            try authenticator.tag(of: bytes)
        }
    }

    /// `KDF(material, "check", key ID ‖ version, 64 bits)` as 16 hexadecimal digits.
    package func checkValue(of material: borrowing KeyMaterial) throws(CryptoError) -> String {
        let derivation = try edition.makeDerivation(key: material)
        let value = try derivation.derive(.check, context: reference.span, byteCount: 8)
        return value.withBytes { bytes in bytes.indices.map { bytes[$0] }.hexText }  // public: a receipt
    }

    /// `key ID 16 ‖ u32 version`.
    private var reference: [UInt8] {
        keyID.bytes + version.bigEndianBytes
    }
}

extension MaterialIdentity {
    /// The check value of material outside any service: what its owner computes offline.
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)`` for material of another length than the edition's.
    package static func checkValue(
        of material: borrowing KeyMaterial, for key: KeyID, version: UInt32, edition: any CryptoEdition
    ) throws(CryptoError) -> String {
        try MaterialIdentity(edition: edition, keyID: key, version: version).checkValue(of: material)
    }
}
