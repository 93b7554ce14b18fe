// SPDX-License-Identifier: Apache-2.0

/// Every action of the API by its name.
enum ActionTable {
    /// One action.
    struct Entry: Sendable {
        let name: String
        let type: any Action.Type
        /// Its place in the table, for pins.
        fileprivate let place: UInt8
    }

    /// The action of that name, exactly; nil without one.
    static func entry(_ name: String) -> Entry? { entries[name] }

    /// The names of all actions that are carried out, in alphabetical order.
    static var names: [String] { offered.map { $0.name }.sorted() }

    /// What a signature was used for, as its pin remembers it: action, and whether there was a region. What is refused for its
    /// action, version or region is one use of its own.
    static func use(_ entry: Entry?, isOurs: Bool, hasRegion: Bool) -> UInt8 {
        guard isOurs, let entry else { return 254 }
        return entry.place * 2 + (hasRegion ? 1 : 0)
    }

    private static let offered: [any Action.Type] = [
        ArchiveKey.self, AsymmetricRsaDecrypt.self, AsymmetricSm2Decrypt.self, BatchDecrypt.self, BatchEncrypt.self,
        BindCloudResource.self, CancelDataKeyDeletion.self, CancelKeyArchive.self, CancelKeyDeletion.self,
        CreateKey.self, Decrypt.self, DeleteImportedKeyMaterial.self, DescribeDataKey.self, DescribeDataKeys.self,
        DescribeKey.self, DescribeKeys.self, DisableDataKey.self, DisableDataKeys.self, DisableKey.self,
        DisableKeyRotation.self, DisableKeys.self, EnableDataKey.self, EnableDataKeys.self, EnableKey.self,
        EnableKeyRotation.self, EnableKeys.self, Encrypt.self, GenerateDataKey.self, GenerateRandom.self,
        GetDataKeyCiphertextBlob.self, GetDataKeyPlaintext.self, GetKeyRotationStatus.self, GetParametersForImport.self,
        GetPublicKey.self, GetRegions.self, GetServiceStatus.self, ImportDataKey.self, ImportKeyMaterial.self,
        ListAlgorithms.self, ListDataKeyDetail.self, ListDataKeys.self, ListKeyDetail.self, ListKeys.self,
        ReEncrypt.self, RotateKey.self, ScheduleDataKeyDeletion.self, ScheduleKeyDeletion.self,
        SignByAsymmetricKey.self, UnbindCloudResource.self, UpdateAlias.self, UpdateDataKeyDescription.self,
        UpdateDataKeyName.self, UpdateKeyDescription.self, VerifyByAsymmetricKey.self,
    ]

    /// Actions that the API has and this server does not offer: white-box keys and post-quantum cryptography.
    private static let notOffered: Set<String> = [
        "PostQuantumCryptoEncrypt", "PostQuantumCryptoDecrypt", "PostQuantumCryptoSign", "PostQuantumCryptoVerify",
        "CreateWhiteBoxKey", "DeleteWhiteBoxKey", "EnableWhiteBoxKey", "EnableWhiteBoxKeys", "DisableWhiteBoxKey",
        "DisableWhiteBoxKeys", "DescribeWhiteBoxKey", "DescribeWhiteBoxKeyDetails", "DescribeWhiteBoxDecryptKey",
        "EncryptByWhiteBox", "DescribeWhiteBoxDeviceFingerprints", "OverwriteWhiteBoxDeviceFingerprints",
        "DescribeWhiteBoxServiceStatus",
    ]

    /// Actions that compute with keys or make random bytes.
    private static let cryptographic: Set<String> = [
        "AsymmetricRsaDecrypt", "AsymmetricSm2Decrypt", "BatchDecrypt", "BatchEncrypt", "CreateKey", "Decrypt",
        "Encrypt", "GenerateDataKey", "GenerateRandom", "GetDataKeyPlaintext", "GetParametersForImport",
        "ImportDataKey",
        "ImportKeyMaterial", "ReEncrypt", "RotateKey", "SignByAsymmetricKey", "VerifyByAsymmetricKey",
    ]

    /// Whether the action computes with keys or makes random bytes.
    static func isCryptographic(_ name: String) -> Bool { cryptographic.contains(name) }

    /// Whether the API has the action and this server does not offer it.
    static func isNotOffered(_ name: String) -> Bool { notOffered.contains(name) }

    private static let entries = Dictionary(
        uniqueKeysWithValues: offered.enumerated().map { place, type in
            (type.name, Entry(name: type.name, type: type, place: UInt8(place)))
        })
}
