# SPDX-License-Identifier: Apache-2.0
"""Which actions the server carries out: the list that a run is measured against."""

# One line per group of the API's documentation.
IMPLEMENTED: frozenset[str] = frozenset(
    """
    CreateKey DescribeKey DescribeKeys ListKeys ListKeyDetail EnableKey EnableKeys DisableKey DisableKeys
    UpdateAlias UpdateKeyDescription ScheduleKeyDeletion CancelKeyDeletion ArchiveKey CancelKeyArchive
    Encrypt Decrypt ReEncrypt GenerateDataKey GenerateRandom
    GetParametersForImport ImportKeyMaterial DeleteImportedKeyMaterial
    EnableKeyRotation DisableKeyRotation GetKeyRotationStatus RotateKey
    ListAlgorithms GetPublicKey AsymmetricRsaDecrypt AsymmetricSm2Decrypt SignByAsymmetricKey VerifyByAsymmetricKey
    GetServiceStatus GetRegions BindCloudResource UnbindCloudResource
    ImportDataKey DescribeDataKey DescribeDataKeys ListDataKeys ListDataKeyDetail GetDataKeyPlaintext
    GetDataKeyCiphertextBlob EnableDataKey EnableDataKeys DisableDataKey DisableDataKeys ScheduleDataKeyDeletion
    CancelDataKeyDeletion UpdateDataKeyName UpdateDataKeyDescription
    """.split()
)

# Ours: no SDK knows them, CommonClient calls them.
EXTENSIONS: frozenset[str] = frozenset({"BatchEncrypt", "BatchDecrypt"})

# What an edition always refuses; that it does has a test.
REFUSED_BY_EDITION: dict[str, frozenset[str]] = {"fips": frozenset({"AsymmetricSm2Decrypt"}), "sm-crypto": frozenset()}

# Known to the SDK and not offered; each answers UnsupportedOperation.
NOT_OFFERED: frozenset[str] = frozenset(
    """
    PostQuantumCryptoEncrypt PostQuantumCryptoDecrypt PostQuantumCryptoSign PostQuantumCryptoVerify
    CreateWhiteBoxKey DeleteWhiteBoxKey EnableWhiteBoxKey EnableWhiteBoxKeys DisableWhiteBoxKey DisableWhiteBoxKeys
    DescribeWhiteBoxKey DescribeWhiteBoxKeyDetails DescribeWhiteBoxDecryptKey EncryptByWhiteBox
    DescribeWhiteBoxDeviceFingerprints OverwriteWhiteBoxDeviceFingerprints DescribeWhiteBoxServiceStatus
    """.split()
)
