# SPDX-License-Identifier: Apache-2.0
"""What Tencent documents of its KMS API: error codes, and the actions with sound parameters."""

import base64

_TREE = """
ActionOffline DryRunOperation FailedOperation InvalidAction InvalidParameter InvalidParameterValue InvalidRequest
IpInBlacklist IpNotInWhitelist LimitExceeded MissingParameter NoSuchProduct NoSuchVersion RequestLimitExceeded
RequestSizeLimitExceeded ResponseSizeLimitExceeded ResourceInUse ResourceInsufficient ResourceNotFound
ResourceUnavailable ServiceUnavailable UnauthorizedOperation UnknownParameter UnsupportedOperation UnsupportedProtocol
UnsupportedRegion AuthFailure
AuthFailure: InvalidAuthorization InvalidSecretId MFAFailure SecretIdNotFound SignatureExpire SignatureFailure
    TokenFailure UnauthorizedOperation
FailedOperation: CmkUsedByCloudProduct DecryptError EncryptionError RotateTaskRunning SignError TaggingError VerifyError
InvalidParameter: DecryptMaterialError InvalidPendingWindowInDays
InvalidParameterValue: AliasAlreadyExists InvalidAlias DataKeyNameAlreadyExists InvalidDataKeyName DuplicatedKeyId
    DuplicatedDataKeyId InvalidKeyId InvalidDataKeyId InvalidCiphertext InvalidPlaintext InvalidKeyUsage InvalidType
    InvalidHsmClusterId InvalidImportKeyMaterial MaterialNotMatch TagKeysDuplicated TagsNotExisted
LimitExceeded: CmkLimitExceeded DataKeyLimitExceeded KeyLimitExceeded FingerprintsLimitExceeded
RequestLimitExceeded: RotateRateLimited GlobalRegionUinLimitExceeded IPLimitExceeded UinLimitExceeded
ResourceUnavailable: CmkNotFound CmkDisabled CmkArchived CmkStateNotSupport CmkShouldBeDisabled CmkNotPendingDelete
    CloudResourceBindingNotFound TokenExpired KeyPendingDelete KeyDisabled NotPurchased DataKeyNotFound DataKeyDisabled
    DataKeyPendingDelete DataKeyNotPendingDelete DataKeyStateNotSupport
UnsupportedOperation: ExternalCmkCanNotRotate NotExternalCmk NotUserCreatedCmk NotRoleOperation RotateNotSupported
    ServiceTemporaryUnavailable UnsupportedKeyUsageInCurrentRegion UserVersionNotSupport
"""


def _read(tree: str) -> frozenset[str]:
    codes, family = set(), ""
    for word in tree.split():
        if word.endswith(":"):
            family = word[:-1] + "."
        else:
            codes.add(family + word)
    return frozenset(codes)


# `InternalError` is documented, too; to bad input it is never the answer.
CODES = _read(_TREE)


def sound_parameters(key: str, external: str, blob: str, data_key: str) -> dict[str, dict]:
    """Every action with parameters of the right types.

    - key, external: IDs of CMKs that may be changed at will, and deleted.
    - blob: a ciphertext under a CMK.
    - data_key: an ID of the right form.
    """
    text, digest = base64.b64encode(b"hostile").decode(), base64.b64encode(bytes(32)).decode()
    page = {"Offset": 0, "Limit": 10, "Role": 0}
    tags = [{"TagKey": "env", "TagValue": "dev"}]
    one, many = {"KeyId": key}, {"KeyIds": [key, external]}
    data_one, data_many = {"DataKeyId": data_key}, {"DataKeyIds": [data_key]}
    detail = page | {"OrderType": 1, "KeyState": 0, "SearchKeyAlias": "h", "Origin": "ALL", "HsmClusterId": ""}
    filters = {"TagFilters": [{"TagKey": "env", "TagValue": ["dev"]}]}
    asymmetric = one | {"Algorithm": "RSA_PSS_SHA_256", "Message": digest, "MessageType": "DIGEST"}
    return {
        "ArchiveKey": one, "CancelKeyArchive": one, "CancelKeyDeletion": one, "DescribeKey": one, "DisableKey": one,
        "EnableKey": one, "DisableKeyRotation": one, "GetKeyRotationStatus": one, "GetPublicKey": one, "RotateKey": one,
        "DescribeKeys": many, "EnableKeys": many, "DisableKeys": many, "ListAlgorithms": {}, "GetRegions": {},
        "GetServiceStatus": {}, "ListKeys": page, "ListKeyDetail": detail | filters | {"KeyUsage": "ALL"},
        "CreateKey": {
            "Alias": "hostile", "Description": "text", "KeyUsage": "ENCRYPT_DECRYPT", "Type": 1, "Tags": tags,
        },
        "UpdateAlias": one | {"Alias": "renamed"}, "UpdateKeyDescription": one | {"Description": "other"},
        "ScheduleKeyDeletion": one | {"PendingWindowInDays": 7}, "EnableKeyRotation": one | {"RotateDays": 30},
        "Encrypt": one | {"Plaintext": text, "EncryptionContext": '{"a":"b"}'},
        "Decrypt": {"CiphertextBlob": blob, "EncryptionContext": "", "EncryptionAlgorithm": ""},
        "ReEncrypt": {
            "CiphertextBlob": blob, "DestinationKeyId": key, "SourceEncryptionContext": "",
            "DestinationEncryptionContext": '{"a":"c"}',
        },
        "GenerateDataKey": one | {"KeySpec": "AES_256", "NumberOfBytes": 16, "EncryptionContext": "{}"},
        "GenerateRandom": {"NumberOfBytes": 16},
        "GetParametersForImport": {
            "KeyId": external, "WrappingAlgorithm": "RSAES_OAEP_SHA_256", "WrappingKeySpec": "RSA_2048",
        },
        "ImportKeyMaterial": {
            "KeyId": external, "EncryptedKeyMaterial": base64.b64encode(bytes(256)).decode(), "ImportToken": text,
            "ValidTo": 0,
        },
        "DeleteImportedKeyMaterial": {"KeyId": external},
        "AsymmetricRsaDecrypt": one | {"Ciphertext": text, "Algorithm": "RSAES_OAEP_SHA_256"},
        "AsymmetricSm2Decrypt": one | {"Ciphertext": text}, "SignByAsymmetricKey": asymmetric,
        "VerifyByAsymmetricKey": asymmetric | {"SignatureValue": text},
        "BindCloudResource": one | {"ProductId": "ssm", "ResourceId": "r"},
        "UnbindCloudResource": one | {"ProductId": "ssm", "ResourceId": "r"},
        "ImportDataKey": one | {"DataKeyName": "imported", "ImportKeyMaterial": text, "ImportType": 2, "Tags": tags},
        "DescribeDataKey": data_one, "EnableDataKey": data_one, "DisableDataKey": data_one,
        "CancelDataKeyDeletion": data_one, "GetDataKeyPlaintext": data_one, "GetDataKeyCiphertextBlob": data_one,
        "ScheduleDataKeyDeletion": data_one | {"PendingWindowInDays": 7}, "DescribeDataKeys": data_many,
        "EnableDataKeys": data_many, "DisableDataKeys": data_many, "ListDataKeys": page,
        "ListDataKeyDetail": detail | filters | {"KeyId": key, "DataKeyLen": 16},
        "UpdateDataKeyName": data_one | {"DataKeyName": "other"},
        "UpdateDataKeyDescription": data_one | {"Description": "other"},
        "BatchEncrypt": {"Items": [one | {"Plaintext": text}]}, "BatchDecrypt": {"Items": [{"CiphertextBlob": blob}]},
        "CreateWhiteBoxKey": {"Alias": "white"}, "PostQuantumCryptoEncrypt": one | {"PlainText": text},
    }
