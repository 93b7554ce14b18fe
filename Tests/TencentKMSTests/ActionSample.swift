// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON
import TestSupport
import Testing

@testable import TencentKMS

/// A good request of one action: what has to be there for it, its parameters, and the names in its reply.
struct ActionSample: Sendable, CustomTestStringConvertible {
    /// One parameter with a good value.
    struct Parameter: Sendable {
        let member: JSONValue.Member
        /// The code without it; nil when it may be left out.
        let missing: ErrorCode?

        init(_ member: JSONValue.Member, missing: ErrorCode? = .missingParameter) {
            self.member = member
            self.missing = missing
        }

        /// One that may be left out.
        static func optional(_ member: JSONValue.Member) -> Parameter { Parameter(member, missing: nil) }
    }

    let name: String
    /// What the reply holds beside `RequestId`.
    let fields: Set<String>
    /// The editions that offer it.
    var editions = Edition.allCases
    /// Makes what the request needs, and the request.
    let parameters: @Sendable (WireFixture) async throws -> [Parameter]

    init(
        _ name: String, _ fields: Set<String>, editions: [Edition] = Edition.allCases,
        _ parameters: @escaping @Sendable (WireFixture) async throws -> [Parameter]
    ) {
        self.name = name
        self.fields = fields
        self.editions = editions
        self.parameters = parameters
    }

    /// One whose reply holds nothing of its own.
    init(_ name: String, _ parameters: @escaping @Sendable (WireFixture) async throws -> [Parameter]) {
        self.init(name, [], parameters)
    }

    var testDescription: String { name }

    /// All actions.
    static let all = keys + cryptography + imports + rotations + asymmetric + services + dataKeys
}

extension ActionSample.Parameter {
    /// A value of a kind that the parameter does not take; nil when it takes none at all.
    var wrongKind: JSONValue? {
        switch member.value.content {
        case .string: .integer(7)
        case .number: .boolean(true)
        case .array: .string("x")
        case .boolean, .null, .object: nil
        }
    }
}

extension ActionSample {
    private static func on(
        _ state: KeyState = .enabled, origin: KeyOrigin = .internal
    ) -> @Sendable (WireFixture) async throws -> [Parameter] {
        { wire in
            let key = try await wire.keys.key(in: state, origin: origin, alias: "sample")
            return [Parameter(member("KeyId", key.id))]
        }
    }

    private static func onTwo(_ state: KeyState) -> @Sendable (WireFixture) async throws -> [Parameter] {
        { wire in
            let first = try await wire.keys.key(in: state, origin: .internal, alias: "first")
            let second = try await wire.keys.key(in: state, origin: .internal, alias: "second")
            return [Parameter(member("KeyIds", [first.id.description, second.id.description]))]
        }
    }

    private static let lists: [Parameter] = [
        .optional(member("Offset", 0)), .optional(member("Limit", 10)), .optional(member("Role", 0)),
        .optional(member("HsmClusterId", "")),
    ]

    private static let filters: [Parameter] = [
        .optional(member("OrderType", 1)), .optional(member("KeyState", 1)),
        .optional(member("SearchKeyAlias", "sam")), .optional(member("Origin", "ALL")),
        .optional(.init("TagFilters", .array([]))),
    ]

    private static let tags = Parameter.optional(
        .init("Tags", .array([.object([member("TagKey", "env"), member("TagValue", "dev")])])))

    fileprivate static let keys: [ActionSample] = [
        ActionSample(
            "CreateKey",
            [
                "KeyId", "Alias", "CreateTime", "Description", "KeyState", "KeyUsage", "TagCode", "TagMsg",
                "HsmClusterId",
            ]
        ) { _ in
            [
                Parameter(member("Alias", "sample")), .optional(member("Description", "of the shop")),
                .optional(member("KeyUsage", "ENCRYPT_DECRYPT")), .optional(member("Type", 2)), tags,
                .optional(member("HsmClusterId", "")),
            ]
        },
        ActionSample("DescribeKey", ["KeyMetadata"], on()),
        ActionSample("DescribeKeys", ["KeyMetadatas"], onTwo(.enabled)),
        ActionSample("ListKeys", ["Keys", "TotalCount"]) { _ in lists },
        ActionSample("ListKeyDetail", ["KeyMetadatas", "TotalCount"]) { _ in
            lists + filters + [.optional(member("KeyUsage", "ALL"))]
        },
        ActionSample("EnableKey", on(.disabled)),
        ActionSample("EnableKeys", onTwo(.disabled)),
        ActionSample("DisableKey", on()),
        ActionSample("DisableKeys", onTwo(.enabled)),
        ActionSample("UpdateAlias") { wire in
            try await on()(wire) + [Parameter(member("Alias", "other"))]
        },
        ActionSample("UpdateKeyDescription") { wire in
            try await on()(wire) + [Parameter(member("Description", "other"))]
        },
        ActionSample("ScheduleKeyDeletion", ["DeletionDate", "KeyId"]) { wire in
            try await on(.disabled)(wire) + [Parameter(member("PendingWindowInDays", 7))]
        },
        ActionSample("CancelKeyDeletion", ["KeyId"], on(.pendingDelete)),
        ActionSample("ArchiveKey", on()),
        ActionSample("CancelKeyArchive", on(.archived)),
    ]

    fileprivate static let cryptography: [ActionSample] = [
        ActionSample("Encrypt", ["CiphertextBlob", "KeyId"]) { wire in
            try await on()(wire) + [
                Parameter(member("Plaintext", base64([1, 2, 3]))),
                .optional(member("EncryptionContext", #"{"a":"b"}"#)),
            ]
        },
        ActionSample("Decrypt", ["KeyId", "Plaintext"]) { wire in
            [
                Parameter(member("CiphertextBlob", try await wire.blob(under: wire.keys.key("sample").id))),
                .optional(member("EncryptionContext", "")), .optional(member("EncryptionPublicKey", "")),
                .optional(member("EncryptionAlgorithm", "")),
            ]
        },
        ActionSample("ReEncrypt", ["CiphertextBlob", "KeyId", "SourceKeyId", "ReEncrypted"]) { wire in
            [
                Parameter(member("CiphertextBlob", try await wire.blob(under: wire.keys.key("sample").id))),
                .optional(member("DestinationKeyId", try await wire.keys.key("other").id)),
                .optional(member("SourceEncryptionContext", "")),
                .optional(member("DestinationEncryptionContext", #"{"a":"b"}"#)),
            ]
        },
        ActionSample("GenerateDataKey", ["KeyId", "Plaintext", "CiphertextBlob", "DataKeyId", "TagCode", "TagMsg"]) {
            wire in
            try await on()(wire) + [
                Parameter(member("KeySpec", "AES_128"), missing: .invalidParameter),
                .optional(member("EncryptionContext", #"{"a":"b"}"#)), .optional(member("EncryptionPublicKey", "")),
                .optional(member("EncryptionAlgorithm", "")), .optional(member("IsHostedByKms", 1)),
                Parameter(member("DataKeyName", "sample")), .optional(member("Description", "of the shop")),
                .optional(member("HsmClusterId", "")), tags,
            ]
        },
        ActionSample("GenerateRandom", ["Plaintext"]) { _ in [Parameter(member("NumberOfBytes", 32))] },
        ActionSample("BatchEncrypt", ["Results"]) { wire in
            let item = JSONValue.object([
                member("KeyId", try await wire.keys.key("sample").id), member("Plaintext", base64([1])),
            ])
            return [Parameter(.init("Items", .array([item, item])))]
        },
        ActionSample("BatchDecrypt", ["Results"]) { wire in
            let blob = try await wire.blob(under: wire.keys.key("sample").id)
            return [Parameter(.init("Items", .array([.object([member("CiphertextBlob", blob)])])))]
        },
    ]

    fileprivate static let imports: [ActionSample] = [
        ActionSample("GetParametersForImport", ["KeyId", "ImportToken", "PublicKey", "ParametersValidTo"]) { wire in
            try await on(.pendingImport, origin: .external)(wire) + [
                Parameter(member("WrappingAlgorithm", "RSAES_OAEP_SHA_256")),
                Parameter(member("WrappingKeySpec", "RSA_2048")),
            ]
        },
        ActionSample("ImportKeyMaterial") { wire in
            let key = try await wire.keys.key("sample", origin: .external)
            let parameters = try await wire.keys.service.parametersForImport(
                .id(key.id), algorithm: .rsaesOAEPSHA256, for: wire.keys.caller)
            let wrapped = try wire.keys.edition.wrapForImport(
                wire.keys.material(), publicKeyDER: parameters.publicKeyDER.span, algorithm: .rsaesOAEPSHA256)
            return [
                Parameter(member("EncryptedKeyMaterial", base64(wrapped))),
                Parameter(member("ImportToken", parameters.token)), Parameter(member("KeyId", key.id)),
                .optional(member("ValidTo", 0)),
            ]
        },
        ActionSample("DeleteImportedKeyMaterial", on(origin: .external)),
    ]

    fileprivate static let rotations: [ActionSample] = [
        ActionSample("EnableKeyRotation") { wire in
            try await on()(wire) + [.optional(member("RotateDays", 30))]
        },
        ActionSample("DisableKeyRotation", on()),
        ActionSample("GetKeyRotationStatus", ["KeyRotationEnabled"], on()),
        ActionSample("RotateKey", ["TaskId"]) { wire in
            let key = try await wire.keys.key("sample")
            try await wire.keys.service.enableKeyRotation(.id(key.id), days: 30, for: wire.keys.caller)
            wire.keys.clock.advance(days: 2)
            return [Parameter(member("KeyId", key.id))]
        },
    ]
}
