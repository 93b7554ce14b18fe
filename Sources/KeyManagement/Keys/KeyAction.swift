// SPDX-License-Identifier: Apache-2.0

/// What can be asked of a key, by the API's names; they stand in audit records.
public enum KeyAction: String, Sendable, CaseIterable, Codable {
    /// Make a key.
    case createKey = "CreateKey"
    /// Read a key's attributes.
    case describeKey = "DescribeKey"
    /// Seal a message under the key.
    case encrypt = "Encrypt"
    /// Open a message of the key.
    case decrypt = "Decrypt"
    /// Seal anew under this key what another sealed.
    case reEncrypt = "ReEncrypt"
    /// Make a data key sealed under the key.
    case generateDataKey = "GenerateDataKey"
    /// Read the public half of an asymmetric key.
    case getPublicKey = "GetPublicKey"
    /// Sign with an asymmetric key.
    case signByAsymmetricKey = "SignByAsymmetricKey"
    /// Verify a signature of an asymmetric key.
    case verifyByAsymmetricKey = "VerifyByAsymmetricKey"
    /// Decrypt with an RSA key.
    case asymmetricRsaDecrypt = "AsymmetricRsaDecrypt"
    /// Decrypt with an SM2 key.
    case asymmetricSm2Decrypt = "AsymmetricSm2Decrypt"
    /// Put a disabled key to use.
    case enableKey = "EnableKey"
    /// Take a key out of use.
    case disableKey = "DisableKey"
    /// Let a key decrypt only.
    case archiveKey = "ArchiveKey"
    /// Put an archived key back to use.
    case cancelKeyArchive = "CancelKeyArchive"
    /// Set a date at which the key ends.
    case scheduleKeyDeletion = "ScheduleKeyDeletion"
    /// Take that date back.
    case cancelKeyDeletion = "CancelKeyDeletion"
    /// Rename the key.
    case updateAlias = "UpdateAlias"
    /// Describe the key anew.
    case updateKeyDescription = "UpdateKeyDescription"
    /// Make a wrapping key pair and a token for an import.
    case getParametersForImport = "GetParametersForImport"
    /// Bring material.
    case importKeyMaterial = "ImportKeyMaterial"
    /// Take imported material away.
    case deleteImportedKeyMaterial = "DeleteImportedKeyMaterial"
    /// Turn periodic rotation on.
    case enableKeyRotation = "EnableKeyRotation"
    /// Turn periodic rotation off.
    case disableKeyRotation = "DisableKeyRotation"
    /// Make a new version of the material.
    case rotateKey = "RotateKey"
    /// Record that a cloud resource uses the key.
    case bindCloudResource = "BindCloudResource"
    /// Take such a record back.
    case unbindCloudResource = "UnbindCloudResource"
    /// Keep a data key made elsewhere.
    case importDataKey = "ImportDataKey"
    /// Read a hosted data key's attributes.
    case describeDataKey = "DescribeDataKey"
    /// Give out a hosted data key in clear.
    case getDataKeyPlaintext = "GetDataKeyPlaintext"
    /// Give out a hosted data key as it was sealed.
    case getDataKeyCiphertextBlob = "GetDataKeyCiphertextBlob"
    /// Let a hosted data key be given out in clear again.
    case enableDataKey = "EnableDataKey"
    /// Stop giving out a hosted data key in clear.
    case disableDataKey = "DisableDataKey"
    /// Set a date at which a hosted data key ends.
    case scheduleDataKeyDeletion = "ScheduleDataKeyDeletion"
    /// Take that date back.
    case cancelDataKeyDeletion = "CancelDataKeyDeletion"
    /// Rename a hosted data key.
    case updateDataKeyName = "UpdateDataKeyName"
    /// Describe a hosted data key anew.
    case updateDataKeyDescription = "UpdateDataKeyDescription"
    /// The deletion date of a hosted data key came (the service's own doing).
    case destroyDataKey = "DestroyDataKey"
    /// The material reached its end of validity (the service's own doing).
    case expireKeyMaterial = "ExpireKeyMaterial"
    /// The token of an import reached its end (the service's own doing).
    case expireImportParameters = "ExpireImportParameters"
    /// The deletion date came (the service's own doing).
    case destroyKey = "DestroyKey"
    /// A new store got the secrets that every store has; of no key.
    case provisionStore = "ProvisionStore"
    /// Make a credential; of no key, like all that follow.
    case createCredential = "CreateCredential"
    /// Refuse a credential's requests.
    case disableCredential = "DisableCredential"
    /// Accept a credential's requests again.
    case enableCredential = "EnableCredential"
    /// Give a credential a new SecretKey.
    case rotateCredential = "RotateCredential"
    /// Remove a credential.
    case deleteCredential = "DeleteCredential"
    /// Put another policy in the place of a credential's.
    case putCredentialPolicy = "PutCredentialPolicy"
    /// The time of a credential's earlier SecretKey is over (the service's own doing).
    case expireCredentialSecret = "ExpireCredentialSecret"
}
