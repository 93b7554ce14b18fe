// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON
import TestSupport

@testable import TencentKMS

extension ActionSample {
    private static func onDataKey(
        _ state: DataKeyState = .enabled
    ) -> @Sendable (WireFixture) async throws -> [Parameter] {
        { wire in
            let key = try await wire.keys.key("sample")
            let dataKey = try await wire.dataKey("sample", under: key.id)
            let (service, caller) = (wire.keys.service, wire.keys.caller)
            if state != .enabled { _ = try await service.disableDataKey(dataKey.id, for: caller) }
            if state == .pendingDelete {
                _ = try await service.scheduleDataKeyDeletion(dataKey.id, days: 7, for: caller)
            }
            return [Parameter(member("DataKeyId", dataKey.id))]
        }
    }

    private static func onDataKeys(_ state: DataKeyState) -> @Sendable (WireFixture) async throws -> [Parameter] {
        { wire in
            guard case .string(let id) = try await onDataKey(state)(wire)[0].member.value.content else { return [] }
            return [Parameter(member("DataKeyIds", [id]))]
        }
    }

    static let dataKeys: [ActionSample] = [
        ActionSample("ImportDataKey", ["KeyId", "DataKeyId", "TagCode", "TagMsg"]) { wire in
            [
                Parameter(member("DataKeyName", "sample")),
                Parameter(member("ImportKeyMaterial", base64([UInt8](repeating: 7, count: 32)))),
                Parameter(member("ImportType", 2)), .optional(member("Description", "of the shop")),
                Parameter(member("KeyId", try await wire.keys.key("sample").id)),
                .optional(member("HsmClusterId", "")),
                .optional(.init("Tags", .array([.object([member("TagKey", "env"), member("TagValue", "dev")])]))),
            ]
        },
        ActionSample("DescribeDataKey", ["DataKeyMetadata"], onDataKey()),
        ActionSample("DescribeDataKeys", ["DataKeyMetadatas"], onDataKeys(.enabled)),
        ActionSample("ListDataKeys", ["DataKeys", "TotalCount"]) { _ in
            [.optional(member("Offset", 0)), .optional(member("Limit", 10)), .optional(member("Role", 0))]
        },
        ActionSample("ListDataKeyDetail", ["DataKeyMetadatas", "TotalCount"]) { wire in
            [
                .optional(member("Offset", 0)), .optional(member("Limit", 10)), .optional(member("Role", 0)),
                .optional(member("OrderType", 1)), .optional(member("KeyState", 1)),
                .optional(member("SearchKeyAlias", "sam")), .optional(member("Origin", "ALL")),
                .optional(member("KeyId", try await wire.keys.key("sample").id)), .optional(member("DataKeyLen", 32)),
                .optional(.init("TagFilters", .array([]))),
            ]
        },
        ActionSample("GetDataKeyPlaintext", ["Plaintext"]) { wire in
            try await onDataKey()(wire) + [
                .optional(member("EncryptionPublicKey", "")), .optional(member("EncryptionAlgorithm", "")),
            ]
        },
        ActionSample("GetDataKeyCiphertextBlob", ["CiphertextBlob"], onDataKey()),
        ActionSample("EnableDataKey", onDataKey(.disabled)),
        ActionSample("EnableDataKeys", onDataKeys(.disabled)),
        ActionSample("DisableDataKey", onDataKey()),
        ActionSample("DisableDataKeys", onDataKeys(.enabled)),
        ActionSample("ScheduleDataKeyDeletion", ["DeletionDate", "DataKeyId"]) { wire in
            try await onDataKey(.disabled)(wire) + [Parameter(member("PendingWindowInDays", 30))]
        },
        ActionSample("CancelDataKeyDeletion", ["DataKeyId"], onDataKey(.pendingDelete)),
        ActionSample("UpdateDataKeyName") { wire in
            try await onDataKey()(wire) + [Parameter(member("DataKeyName", "other"))]
        },
        ActionSample("UpdateDataKeyDescription") { wire in
            try await onDataKey()(wire) + [Parameter(member("Description", "other"))]
        },
    ]
}
