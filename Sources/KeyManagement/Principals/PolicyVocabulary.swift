// SPDX-License-Identifier: Apache-2.0

/// The actions that a policy can name: those of the API version 2019-01-18 that are answered here. The items of our
/// batches are judged by the names of the actions that they stand for.
///
/// A policy with another name still reads, so that it outlives the name; who writes one wants to hear of it, as a
/// `deny` of a misspelt action denies nothing.
public enum PolicyVocabulary {
    /// The names.
    public static let actions: Set<String> = [
        "CreateKey", "DescribeKey", "DescribeKeys", "ListKeys", "ListKeyDetail", "EnableKey", "EnableKeys",
        "DisableKey", "DisableKeys", "UpdateAlias", "UpdateKeyDescription", "ScheduleKeyDeletion",
        "CancelKeyDeletion", "ArchiveKey", "CancelKeyArchive",
        "Encrypt", "Decrypt", "ReEncrypt", "GenerateDataKey", "GenerateRandom",
        "GetParametersForImport", "ImportKeyMaterial", "DeleteImportedKeyMaterial",
        "EnableKeyRotation", "DisableKeyRotation", "GetKeyRotationStatus", "RotateKey",
        "ListAlgorithms", "GetPublicKey", "AsymmetricRsaDecrypt", "AsymmetricSm2Decrypt", "SignByAsymmetricKey",
        "VerifyByAsymmetricKey",
        "GetServiceStatus", "GetRegions", "BindCloudResource", "UnbindCloudResource",
        "ImportDataKey", "DescribeDataKey", "DescribeDataKeys", "ListDataKeys", "ListDataKeyDetail",
        "GetDataKeyPlaintext", "GetDataKeyCiphertextBlob", "EnableDataKey", "DisableDataKey", "EnableDataKeys",
        "DisableDataKeys", "ScheduleDataKeyDeletion", "CancelDataKeyDeletion", "UpdateDataKeyName",
        "UpdateDataKeyDescription",
    ]

    /// The patterns of a policy that match none of the actions, each once, in their order.
    public static func strangers(in policy: AccessPolicy) -> [ActionPattern] {
        var strangers: [ActionPattern] = []
        for pattern in policy.statements.flatMap(\.actions)
        where !strangers.contains(pattern) && !actions.contains(where: { pattern.matches($0) }) {
            strangers.append(pattern)
        }
        return strangers
    }
}
