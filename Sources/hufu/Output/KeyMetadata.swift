// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import KeyManagement

/// A key as `--json` shows it: the names and units of the API's `KeyMetadata`, and some of ours.
///
/// Times are Unix seconds; 0 stands for never or none, as in the API. Holds no secret. ``Terminal`` writes the names with a capital.
struct KeyMetadata: Encodable {
    /// The key's ID.
    let keyId: String
    /// Its name.
    let alias: String
    /// Free text.
    let description: String
    /// When it was made.
    let createTime: Int64
    /// Which principal made it.
    let creator: String
    /// `Enabled`, `Disabled`, `PendingDelete`, `PendingImport` or `Archived`.
    let keyState: String
    /// `ENCRYPT_DECRYPT`, or one of the asymmetric ones.
    let keyUsage: String
    /// `TENCENT_KMS` (material made by the engine) or `EXTERNAL` (imported), by the API's words.
    let origin: String
    /// The edition by the API's number: 2 for FIPS, 4 for SM-CRYPTO.
    let type: Int
    /// The edition by name.
    let edition: String
    /// The version of the material that seals, from 1.
    let keyVersion: UInt32
    /// Whether the store holds the material.
    let holdsMaterial: Bool
    /// When imported material ends; 0 for never.
    let validTo: Int64
    /// The check value of imported material, 16 hexadecimal digits, or empty.
    let checkValue: String
    /// Whether periodic rotation is on.
    let keyRotationEnabled: Bool
    /// Its period in days; 0 while it is off.
    let rotateDays: Int
    /// When the next version is due; 0 while it is off.
    let nextRotateTime: Int64
    /// When the newest version was made; 0 for the first.
    let lastRotateTime: Int64
    /// When the key ends; 0 when no deletion is scheduled.
    let deletionDate: Int64

    init(_ key: CustomerMasterKey, edition: Edition) {
        keyId = key.id.description
        alias = key.alias.text
        description = key.summary
        createTime = key.createdAt.seconds
        creator = key.createdBy
        keyState = key.state.rawValue
        keyUsage = key.usage.rawValue
        origin = key.origin.apiName
        type = edition == .fips ? 2 : 4
        self.edition = edition.rawValue
        keyVersion = key.version
        holdsMaterial = key.holdsMaterial
        validTo = key.validTo?.seconds ?? 0
        checkValue = key.checkValue ?? ""
        keyRotationEnabled = key.rotation.periodInDays != nil
        rotateDays = key.rotation.periodInDays ?? 0
        nextRotateTime = key.rotation.nextAt?.seconds ?? 0
        lastRotateTime = key.rotation.lastAt?.seconds ?? 0
        deletionDate = key.deletionDate?.seconds ?? 0
    }
}

extension KeyOrigin {
    /// The API's word.
    fileprivate var apiName: String {
        switch self {
        case .internal: "TENCENT_KMS"
        case .external: "EXTERNAL"
        }
    }
}
