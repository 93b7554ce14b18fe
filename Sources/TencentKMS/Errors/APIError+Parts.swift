// SPDX-License-Identifier: Apache-2.0
import KeyManagement

// Errors of the key service that concern one part of it.
extension APIError {
    /// Tags.
    init(_ error: TagError) {
        switch error {
        case .keysDuplicated:
            self.init(
                .tagKeysDuplicated, "A TagKey occurs twice. Name each once.", zh: "TagKey 重复，请保证每个 TagKey 唯一。")
        default:
            self.init(
                .invalidParameter, "Tags: \(error.description)",
                zh: "标签不合法：最多 50 个，TagKey 为 1 至 127 个字符，TagValue 最多 255 个字符，且不含控制字符。")
        }
    }

    /// Bindings to cloud resources.
    init(_ error: BindingError) {
        switch error {
        case .boundToResource:
            self.init(
                .cmkUsedByCloudProduct, "A cloud resource uses this key. Call UnbindCloudResource first.",
                zh: "该密钥正被云产品使用，请先调用 UnbindCloudResource。")
        case .notFound:
            self.init(
                .cloudResourceBindingNotFound, "The key is not bound to this ProductId and ResourceId.",
                zh: "该密钥未绑定此 ProductId 与 ResourceId。")
        default:
            self.init(
                .invalidParameter, "The binding cannot be made: \(error.description)",
                zh: "无法绑定：ProductId 与 ResourceId 应为 1 至 128 个可打印字符，且绑定数量有上限。")
        }
    }

    /// Several keys in one call.
    init(_ error: BatchError) {
        switch error {
        case .duplicatedKeyID:
            self.init(.duplicatedKeyID, "A KeyId occurs twice. Name each once.", zh: "KeyId 重复，请保证每个 KeyId 唯一。")
        case .wrongCount(let count):
            self.init(
                .invalidParameter, "1 to 100 IDs are taken, not \(count).", zh: "应包含 1 至 100 个 ID，而不是 \(count) 个。")
        }
    }

    /// Hosted data keys.
    init(_ error: DataKeyError) {
        switch error {
        case .notFound:
            self.init(
                .dataKeyNotFound, "There is no such data key. ListDataKeys says which there are.",
                zh: "数据密钥不存在，可用 ListDataKeys 查询。")
        case .invalidID: self = .invalidDataKeyID
        case .invalidName(let reason):
            self.init(
                .invalidDataKeyName, "The DataKeyName cannot be used: \(reason).",
                zh: "DataKeyName 不合法：应为 1 至 60 个字母、数字、'-' 或 '_'，以字母或数字开头，且不能以 kms- 开头。")
        case .nameTaken:
            self.init(
                .dataKeyNameAlreadyExists, "Another data key has this name. Choose another one.",
                zh: "DataKeyName 已被使用，请更换。")
        case .descriptionTooLong(let byteCount):
            self.init(
                .invalidParameter, "The Description has \(byteCount) bytes; at most 100 are taken. Shorten it.",
                zh: "Description 长度为 \(byteCount) 字节，最多 100 字节，请缩短。")
        case .duplicatedID:
            self.init(
                .duplicatedDataKeyID, "A DataKeyId occurs twice. Name each once.",
                zh: "DataKeyId 重复，请保证每个 DataKeyId 唯一。")
        case .refusedByState(let refusal, let state, let action):
            self.init(
                .unavailable(refusal.rawValue),
                "\(action.rawValue) is not possible while the data key is \(state.rawValue). \(state.wayOut.english)",
                zh: "数据密钥状态为 \(state.rawValue)，不能执行 \(action.rawValue)。\(state.wayOut.chinese)")
        case .unfitImport(let reason):
            self.init(
                .invalidImportKeyMaterial, "The data key cannot be kept: \(reason.description)",
                zh: "无法导入该数据密钥：应为 1 至 1024 字节，或由该 CMK 在无 EncryptionContext 时生成的密文。")
        }
    }
}

extension DataKeyState {
    /// How a data key leaves the state.
    fileprivate var wayOut: Message {
        switch self {
        case .enabled: Message(english: "Call DisableDataKey first.", chinese: "请先调用 DisableDataKey。")
        case .disabled: Message(english: "Call EnableDataKey.", chinese: "请调用 EnableDataKey。")
        case .pendingDelete: Message(english: "Call CancelDataKeyDeletion.", chinese: "请调用 CancelDataKeyDeletion。")
        }
    }
}
