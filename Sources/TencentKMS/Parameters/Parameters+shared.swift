// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyManagement

// Parameters that several actions have.
extension Parameters {
    /// The ID of a CMK: UUID text in lower case.
    ///
    /// - Throws: `MissingParameter`; `InvalidParameterValue.InvalidKeyId`.
    mutating func keyID(_ name: String = "KeyId") throws(APIError) -> KeyID {
        try Self.keyID(try requiredText(name))
    }

    /// Reads the text of a CMK's ID.
    ///
    /// - Throws: `InvalidParameterValue.InvalidKeyId`.
    static func keyID(_ text: String) throws(APIError) -> KeyID {
        guard let id = KeyID(text) else { throw .invalidKeyID }
        return id
    }

    /// The IDs of 1 to 100 CMKs.
    ///
    /// - Throws: `MissingParameter`; `InvalidParameter` for none or more; `InvalidParameterValue.InvalidKeyId`.
    mutating func keyIDs(_ name: String = "KeyIds") throws(APIError) -> [KeyID] {
        guard let texts = try texts(name) else { throw .missing(name) }
        guard (1...100).contains(texts.count) else {
            throw .malformed(name, "takes 1 to 100 IDs, not \(texts.count)", zh: "应包含 1 至 100 个 ID")
        }
        return try texts.map { (text) throws(APIError) in try Self.keyID(text) }
    }

    /// The ID of a hosted data key.
    ///
    /// - Throws: `MissingParameter`; `InvalidParameterValue.InvalidDataKeyId`.
    mutating func dataKeyID(_ name: String = "DataKeyId") throws(APIError) -> DataKeyID {
        try Self.dataKeyID(try requiredText(name))
    }

    /// The IDs of 1 to 100 hosted data keys.
    ///
    /// - Throws: `MissingParameter`; `InvalidParameterValue` for none or more; `InvalidParameterValue.InvalidDataKeyId`.
    mutating func dataKeyIDs(_ name: String = "DataKeyIds") throws(APIError) -> [DataKeyID] {
        guard let texts = try texts(name) else { throw .missing(name) }
        guard (1...100).contains(texts.count) else {
            throw .outOfRange(name, "takes 1 to 100 IDs, not \(texts.count)", zh: "应包含 1 至 100 个 ID")
        }
        return try texts.map { (text) throws(APIError) in try Self.dataKeyID(text) }
    }

    private static func dataKeyID(_ text: String) throws(APIError) -> DataKeyID {
        guard let id = DataKeyID(text) else { throw .invalidDataKeyID }
        return id
    }

    /// Refuses a `MemberAccount`: this server has one account.
    ///
    /// - Throws: `UnsupportedOperation.NotRoleOperation`.
    mutating func refuseMemberAccount(_ name: String = "MemberAccount") throws(APIError) {
        guard has(name) else { return }
        throw APIError(
            .notRoleOperation, "This server has one account. Leave \(name) out.",
            zh: "该服务只有一个账号，请移除 \(name)。")
    }

    /// Refuses an `HsmClusterId` that is not empty: this server has none.
    ///
    /// - Throws: `InvalidParameterValue.InvalidHsmClusterId`.
    mutating func refuseHSMCluster() throws(APIError) {
        guard let cluster = try text("HsmClusterId"), !cluster.isEmpty else { return }
        throw APIError(
            .invalidHSMClusterID, "This server has no HSM cluster. Leave HsmClusterId out.",
            zh: "该服务没有 HSM 集群，请移除 HsmClusterId。")
    }

    /// Bytes in Base64 (RFC 4648 §4).
    ///
    /// - Throws: `MissingParameter`; `error` for anything else.
    mutating func base64(_ name: String, orElse error: ErrorCode) throws(APIError) -> [UInt8] {
        guard let data = Data(base64Encoded: try requiredText(name)) else {
            throw APIError(
                error, "The parameter '\(name)' is no Base64. Encode the bytes as RFC 4648 has it, with padding.",
                zh: "参数 '\(name)' 不是合法的 Base64，请按 RFC 4648 编码（含填充）。")
        }
        return Array(data)
    }

    /// An encryption context; absent is empty.
    ///
    /// - Throws: `InvalidParameter`.
    mutating func context(_ name: String = "EncryptionContext") throws(APIError) -> EncryptionContext {
        guard let text = try text(name) else { return .empty }
        do throws(ContextError) {
            return try EncryptionContext(json: text)
        } catch {
            throw APIError(
                .invalidParameter, "\(name): \(error.description)",
                zh: "\(name) 应为不超过 1024 个字符的扁平 JSON 对象，键和值均为字符串且键不重复。")
        }
    }

    /// The part of a list that is asked for: `Offset` from 0, `Limit` 10 or up to 200.
    ///
    /// - Throws: `InvalidParameter`.
    mutating func page() throws(APIError) -> (offset: Int, limit: Int) {
        let offset = try integer("Offset") ?? 0
        let limit = try integer("Limit") ?? 10
        guard limit <= 200 else { throw .malformed("Limit", "is over 200", zh: "超过 200") }
        return (offset, limit)
    }

    /// Whether the list of what cloud products made is asked for; this server has none.
    ///
    /// - Throws: `InvalidParameter`.
    mutating func asksForProductKeys() throws(APIError) -> Bool {
        let role = try integer("Role") ?? 0
        guard role <= 1 else { throw .malformed("Role", "is neither 0 nor 1", zh: "应为 0 或 1") }
        return role == 1
    }

    /// Tags to put on something new.
    ///
    /// - Throws: `InvalidParameter`; `MissingParameter`.
    mutating func tags() throws(APIError) -> [KeyTag] {
        guard let objects = try objects("Tags") else { return [] }
        var tags: [KeyTag] = []
        for var object in objects {
            tags.append(KeyTag(key: try object.requiredText("TagKey"), value: try object.text("TagValue") ?? ""))
            try object.finish()
        }
        return tags
    }

    /// Conditions on tags.
    ///
    /// - Throws: `InvalidParameter`; `MissingParameter`.
    mutating func tagFilters() throws(APIError) -> [TagFilter] {
        guard let objects = try objects("TagFilters") else { return [] }
        guard objects.count <= 10 else { throw .malformed("TagFilters", "has over 10 filters", zh: "最多 10 个过滤条件") }
        var filters: [TagFilter] = []
        for var object in objects {
            let key = try object.requiredText("TagKey")
            let values = try object.texts("TagValue") ?? []
            guard values.count <= 10 else { throw .malformed("TagValue", "has over 10 values", zh: "最多 10 个值") }
            try object.finish()
            filters.append(TagFilter(key: key, values: values))
        }
        return filters
    }
}

extension APIError {
    static let invalidKeyID = APIError(
        .invalidKeyID, "A KeyId is a UUID of 36 characters in lower case. Take it from CreateKey or ListKeys.",
        zh: "KeyId 应为 36 个字符的小写 UUID，请使用 CreateKey 或 ListKeys 返回的值。")

    static let invalidDataKeyID = APIError(
        .invalidDataKeyID, "A DataKeyId is a UUID of 36 characters in lower case. Take it from ListDataKeys.",
        zh: "DataKeyId 应为 36 个字符的小写 UUID，请使用 ListDataKeys 返回的值。")
}
