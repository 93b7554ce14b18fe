// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON
import TestSupport

@testable import TencentKMS

extension WireFixture {
    /// The elliptic-curve usage of the edition, and its algorithm.
    var signing: (usage: KeyUsage, algorithm: String) {
        keys.edition.edition == .fips
            ? (.asymmetricSignVerifyECC, "ECC_P256_R1") : (.asymmetricSignVerifySM2, "SM2DSA")
    }

    /// What somebody encrypts for the owner of an asymmetric key.
    func sealed(_ secret: [UInt8], for key: KeyID, _ algorithm: EncryptionAlgorithm) async throws -> [UInt8] {
        let publicKey = try await keys.service.publicKey(of: .id(key), for: keys.caller)
        return try keys.edition.encryptForRecipient(
            KeyMaterial(knownBytes: secret), publicKeyDER: publicKey.der.span, algorithm: algorithm)
    }
}

extension ActionSample {
    static let asymmetric: [ActionSample] = [
        ActionSample("GetPublicKey", ["KeyId", "PublicKey", "PublicKeyPem"]) { wire in
            [Parameter(member("KeyId", try await wire.key("sample", usage: wire.signing.usage)))]
        },
        ActionSample("AsymmetricRsaDecrypt", ["KeyId", "Plaintext"]) { wire in
            let key = try await wire.key("sample", usage: .asymmetricDecryptRSA2048)
            return [
                Parameter(member("KeyId", key)),
                Parameter(member("Ciphertext", base64(try await wire.sealed([1, 2], for: key, .rsaesOAEPSHA256)))),
                Parameter(member("Algorithm", "RSAES_OAEP_SHA_256")),
            ]
        },
        ActionSample("AsymmetricSm2Decrypt", ["KeyId", "Plaintext"], editions: [.smCrypto]) { wire in
            let key = try await wire.key("sample", usage: .asymmetricDecryptSM2)
            return [
                Parameter(member("KeyId", key)),
                Parameter(member("Ciphertext", base64(try await wire.sealed([1, 2], for: key, .sm2ASN1)))),
            ]
        },
        ActionSample("SignByAsymmetricKey", ["Signature"]) { wire in
            [
                Parameter(member("Algorithm", wire.signing.algorithm)),
                Parameter(member("Message", base64([1, 2, 3]))),
                Parameter(member("KeyId", try await wire.key("sample", usage: wire.signing.usage))),
                .optional(member("MessageType", "RAW")),
            ]
        },
        ActionSample("VerifyByAsymmetricKey", ["SignatureValid"]) { wire in
            [
                Parameter(member("KeyId", try await wire.key("sample", usage: wire.signing.usage))),
                Parameter(member("SignatureValue", base64([1, 2, 3]))),
                Parameter(member("Message", base64([1, 2, 3]))),
                Parameter(member("Algorithm", wire.signing.algorithm)), .optional(member("MessageType", "RAW")),
            ]
        },
    ]

    static let services: [ActionSample] = [
        ActionSample(
            "ListAlgorithms", ["SymmetricAlgorithms", "AsymmetricAlgorithms", "AsymmetricSignVerifyAlgorithms"]
        ) { _ in [] },
        ActionSample("GetRegions", ["Regions"]) { _ in [] },
        ActionSample(
            "GetServiceStatus",
            [
                "ServiceEnabled", "InvalidType", "UserLevel", "ProExpireTime", "ProRenewFlag", "ProResourceId",
                "ExclusiveVSMEnabled", "ExclusiveHSMEnabled", "SubscriptionInfo", "CmkUserCount", "CmkLimit",
                "ExclusiveHSMList", "IsAllowedDataKeyHosted", "DataKeyLimit", "FreeDataKeyLimit", "DataKeyUsedCount",
                "SyncTaskList", "IsAllowedSync", "QpsLimit", "QpsTotalLimit", "RegionsQps", "ResourceRegion",
                "ResourceZone",
            ]
        ) { _ in [] },
        ActionSample("BindCloudResource") { wire in
            [
                Parameter(member("KeyId", try await wire.keys.key("sample").id)),
                Parameter(member("ProductId", "ssm")), Parameter(member("ResourceId", "secret-1")),
            ]
        },
        ActionSample("UnbindCloudResource") { wire in
            let key = try await wire.keys.key("sample")
            try await wire.keys.service.bindCloudResource(
                .id(key.id), productID: "ssm", resourceID: "secret-1", for: wire.keys.caller)
            return [
                Parameter(member("KeyId", key.id)), Parameter(member("ProductId", "ssm")),
                Parameter(member("ResourceId", "secret-1")),
            ]
        },
    ]
}
