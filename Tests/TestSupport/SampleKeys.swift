// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
package import KeyManagement

extension UniqueID {
    /// The ID whose last four bytes are `number`, big-endian, the others zero.
    package static func sample(_ number: UInt32) -> UniqueID {
        let tail = (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32($0))) }
        guard let id = UniqueID(bytes: [UInt8](repeating: 0, count: 12) + tail) else { preconditionFailure() }
        return id
    }
}

extension CustomerMasterKey {
    /// A new key with the ID ``KeyManagement/UniqueID/sample(_:)``, made `number` seconds after the epoch.
    ///
    /// - Throws: ``KeyManagement/KeyServiceError/invalidAlias(_:)``.
    package static func sample(
        _ number: UInt32, alias: String? = nil, origin: KeyOrigin = .internal, createdAt: Int64? = nil
    ) throws(KeyServiceError) -> CustomerMasterKey {
        CustomerMasterKey(
            id: .sample(number), alias: try KeyAlias(alias ?? "key-\(number)"), summary: "", usage: .encryptDecrypt,
            origin: origin, createdAt: UnixTime(seconds: createdAt ?? Int64(number)), createdBy: "local/alice")
    }

    /// The key after a change: the next revision, and what `change` sets.
    package func changed(_ change: (inout CustomerMasterKey) -> Void = { _ in }) -> CustomerMasterKey {
        var next = self
        next.revision += 1
        change(&next)
        return next
    }
}

extension HostedDataKey {
    /// A new data key with the ID ``KeyManagement/UniqueID/sample(_:)``, under the CMK of the number `key`; its boxes are
    /// none, only bytes.
    ///
    /// - Throws: ``KeyManagement/KeyServiceError/dataKey(_:)`` for a name that breaks the rule.
    package static func sample(
        _ number: UInt32, of key: UInt32, name: String? = nil, byteCount: Int = 32, origin: KeyOrigin = .internal,
        tags: [KeyTag] = [], createdAt: Int64? = nil
    ) throws(KeyServiceError) -> HostedDataKey {
        HostedDataKey(
            id: .sample(number), keyID: .sample(key), byteCount: byteCount,
            request: DataKeyRequest(name: try DataKeyName(name ?? "data-key-\(number)"), tags: tags), origin: origin,
            createdAt: UnixTime(seconds: createdAt ?? Int64(number)), createdBy: "local/alice",
            message: [UInt8](repeating: 0xFB, count: 132), hosted: [UInt8](repeating: 0xFF, count: 133))
    }

    /// The data key after a change: the next revision, and what `change` sets.
    package func changed(_ change: (inout HostedDataKey) -> Void = { _ in }) -> HostedDataKey {
        var next = self
        next.revision += 1
        change(&next)
        return next
    }
}

extension AuditRecord {
    /// A record that is told from others by its request ID.
    package static func sample(_ requestID: String, of keyID: KeyID? = nil) -> AuditRecord {
        AuditRecord(
            time: UnixTime(seconds: 1_700_000_000), principal: "local/alice", action: .createKey, keyID: keyID,
            outcome: "ok", requestID: requestID, approvedService: false)
    }
}

extension WrappedSecret {
    /// Material of the key ``KeyManagement/UniqueID/sample(_:)``: 96 bytes of `filler` in place of a box.
    package static func sample(_ number: UInt32, version: UInt32 = 1, filler: UInt8) -> WrappedSecret {
        WrappedSecret(
            name: SecretName(kind: .material, id: .sample(number), version: version), origin: .internal,
            box: [UInt8](repeating: filler, count: 96))
    }
}

extension StoreIdentity {
    /// An identity for tests of one edition.
    package static func sample(_ edition: Edition) -> StoreIdentity {
        StoreIdentity(
            storeID: .sample(0xA0), edition: edition, rootID: .sample(0xA1), rootVersion: 7,
            fingerprintKeyID: .sample(0xA2), auditKeyID: .sample(0xA3))
    }
}
