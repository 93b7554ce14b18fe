// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement

extension APIError {
    /// What the client hears of an error, whichever layer it comes from.
    init(reporting error: any Error) {
        switch error {
        case let error as APIError: self = error
        case let error as KeyServiceError: self.init(error)
        default: self = .internalFault
        }
    }

    /// The API's code for what the key service refuses.
    init(_ error: KeyServiceError) {
        switch error {
        case .keyNotFound: self = .keyNotFound
        case .invalidKeyID: self = .invalidKeyID
        case .invalidAlias(let reason):
            self.init(
                .invalidAlias, "The alias cannot be used: \(reason).",
                zh: "别名不合法：应为 1 至 60 个字母、数字、'-' 或 '_'，以字母或数字开头，且不能以 kms- 开头。")
        case .aliasTaken:
            self.init(.aliasAlreadyExists, "Another key has this alias. Choose another one.", zh: "别名已被其他密钥使用，请更换。")
        case .keyLimitReached(let limit):
            self.init(
                .cmkLimitExceeded,
                "This server takes \(limit) CMKs, and there are as many. Delete one, or ask the operator.",
                zh: "CMK 数量已达上限 \(limit)，请删除不用的密钥或联系运维人员。")
        case .descriptionTooLong(let byteCount):
            self.init(
                .invalidParameter, "The description has \(byteCount) bytes; at most 1024 are taken. Shorten it.",
                zh: "描述长度为 \(byteCount) 字节，最多 1024 字节，请缩短。")
        case .refusedByState(let refusal, let state, let action):
            self.init(refusal, state: state, action: action)
        case .invalidPlaintextLength(let byteCount):
            self.init(
                .invalidPlaintext,
                "The plaintext has \(byteCount) bytes; 1 to 4096 are taken. Use a data key for more.",
                zh: "明文长度为 \(byteCount) 字节，应为 1 至 4096 字节；更长的数据请使用数据密钥加密。")
        case .invalidByteCount(let count):
            self.init(
                .invalidParameter, "\(count) bytes were asked for. Ask for 1 to 1024.",
                zh: "请求的字节数为 \(count)，应为 1 至 1024。")
        case .invalidCiphertext:
            self.init(
                .invalidCiphertext,
                "The CiphertextBlob does not open: it is damaged, of another service, or the EncryptionContext is not the "
                    + "one given at encryption. Send both as they were.",
                zh: "密文无法解密：密文损坏、来自其他服务，或 EncryptionContext 与加密时不一致。请使用原密文和原上下文。")
        case .invalidPendingWindow(let days):
            self.init(
                .invalidPendingWindowInDays, "PendingWindowInDays is 7 to 30, not \(days).",
                zh: "PendingWindowInDays 应为 7 至 30，而不是 \(days)。")
        case .invalidRotationPeriod(let days):
            self.init(
                .invalidParameterValue, "RotateDays is 7 to 365, not \(days).", zh: "RotateDays 应为 7 至 365，而不是 \(days)。"
            )
        case .rotatedRecently:
            self.init(
                .rotateRateLimited, "The key was rotated less than 24 hours ago. Try again later.",
                zh: "该密钥在 24 小时内已轮换，请稍后再试。")
        case .importPairsExhausted:
            self.init(
                .serviceTemporaryUnavailable, "Too many callers wait for a new key pair. Try again in a few seconds.",
                zh: "等待生成密钥对的请求过多，请几秒后重试。")
        case .busy:
            self.init(
                .serviceTemporaryUnavailable,
                "The key is being changed by others again and again. Try again in a moment.",
                zh: "密钥正被频繁修改，请稍后重试。")
        case .unauthorized(let action, let key):
            self.init(
                .unauthorizedOperation,
                "The credential's policy does not allow \(action)\(key == nil ? "" : " with this key"). Ask the operator.",
                zh: "密钥策略不允许\(key == nil ? "" : "对该密钥")执行 \(action)，请联系运维人员。")
        case .tags(let reason): self.init(reason)
        case .binding(let reason): self.init(reason)
        case .batch(let reason): self.init(reason)
        case .dataKey(let reason): self.init(reason)
        default: self.init(ofAsymmetric: error)
        }
    }

    /// Asymmetric keys, and usages.
    private init(ofAsymmetric error: KeyServiceError) {
        switch error {
        case .wrongUsage(_, .rotateKey):
            self.init(
                .rotateNotSupported, "An asymmetric key does not rotate. Make a new one.",
                zh: "非对称密钥不支持轮换，请新建密钥。")
        case .wrongUsage(let usage, let action):
            self.init(
                action == .enableKeyRotation ? .invalidParameterValue : .invalidKeyUsage,
                "A key of KeyUsage \(usage.rawValue) does not do \(action.rawValue). Use another key.",
                zh: "KeyUsage 为 \(usage.rawValue) 的密钥不支持 \(action.rawValue)，请使用其他密钥。")
        case .unsupportedUsage: self = .usageNotOffered
        case .externalUsage: self = .externalUsage
        case .wrongAlgorithm(let name, let usage):
            self.init(
                .invalidParameter,
                "The algorithm \(name) does not go with a key of KeyUsage \(usage.rawValue) on this server. Use another one.",
                zh: "算法 \(name) 与 KeyUsage 为 \(usage.rawValue) 的密钥不匹配或未启用，请更换算法。")
        case .invalidMessageLength(let byteCount, let form):
            self.init(
                .invalidParameter,
                "The Message has \(byteCount) bytes; \(form == .digest ? "a DIGEST has 32" : "RAW takes 1 to 4096").",
                zh: "Message 长度为 \(byteCount) 字节，\(form == .digest ? "DIGEST 应为 32 字节" : "RAW 应为 1 至 4096 字节")。")
        case .ciphertextTooLong(let byteCount):
            self.init(
                .invalidParameter, "The Ciphertext has \(byteCount) bytes; at most 256 are taken for SM2.",
                zh: "Ciphertext 长度为 \(byteCount) 字节，SM2 最多 256 字节。")
        case .notDecrypted:
            self.init(
                .decryptError,
                "The Ciphertext does not decrypt with this key and algorithm. Encrypt with its public key, and the same "
                    + "algorithm.",
                zh: "该密钥与算法无法解密此密文，请使用对应公钥和相同算法加密。")
        default: self.init(ofImport: error)
        }
    }

    /// The import family.
    private init(ofImport error: KeyServiceError) {
        switch error {
        case .notExternal:
            self.init(
                .notExternalCmk, "This key makes its own material. Only a CMK of Type 2 takes imported material.",
                zh: "该密钥的材料由服务生成，只有 Type 为 2 的 CMK 支持导入密钥材料。")
        case .unsupportedWrapping(let name):
            self.init(
                .invalidParameter,
                "This server, as configured, does not offer the wrapping algorithm \(name). Use RSAES_OAEP_SHA_256.",
                zh: "该服务未启用封装算法 \(name)，请使用 RSAES_OAEP_SHA_256。")
        case .invalidToken:
            self.init(
                .invalidParameter,
                "The ImportToken is damaged, forged or of another key. Call GetParametersForImport for this key.",
                zh: "ImportToken 损坏、伪造或属于其他密钥，请对该密钥重新调用 GetParametersForImport。")
        case .tokenExpired:
            self.init(
                .tokenExpired,
                "The ImportToken is used, replaced, expired or void. Call GetParametersForImport and wrap the material again.",
                zh: "ImportToken 已使用、被替换、过期或失效，请重新调用 GetParametersForImport 并重新封装密钥材料。")
        case .materialNotUnwrapped(let attemptsLeft):
            self.init(
                .decryptMaterialError,
                "EncryptedKeyMaterial does not unwrap. Wrap the raw key with the PublicKey and algorithm of this token. "
                    + "Attempts left: \(attemptsLeft).",
                zh: "EncryptedKeyMaterial 无法解封。请用该令牌对应的公钥和算法封装原始密钥。剩余尝试次数：\(attemptsLeft)。")
        case .wrongMaterialLength(let required, let actual):
            self.init(
                .decryptMaterialError,
                "The material has \(actual) bits. This server imports exactly \(required) bits.",
                zh: "密钥材料为 \(actual) 位，该服务只导入 \(required) 位的密钥材料。")
        case .unfitMaterial(let reason):
            self.init(
                .decryptMaterialError, "The material was refused: \(reason). Import the raw bytes of a random key.",
                zh: "密钥材料被拒绝，请导入随机密钥的原始字节。")
        case .materialMismatch:
            self.init(
                .materialNotMatch,
                "This is not the material first imported into the CMK; only that one ever comes back. Make a new CMK for it.",
                zh: "与首次导入的密钥材料不一致，只能重新导入相同的密钥材料；其他材料请新建 CMK。")
        case .invalidValidTo:
            self.init(
                .invalidParameter,
                "ValidTo is 0, or later than now and not after 2147443200 (2038-01-18 16:00:00 UTC).",
                zh: "ValidTo 应为 0，或晚于当前时间且不晚于 2147443200（2038-01-18 16:00:00 UTC）。")
        case .engine: self = .engineFault
        case .store(.unavailable): self = .unavailable
        default: self = .internalFault
        }
    }

    private static let engineFault = APIError(
        .encryptionError,
        "The cryptographic engine failed. Try again; the operator finds this request in the log by its RequestId.",
        zh: "密码引擎出错，请重试；运维人员可按 RequestId 在日志中查找该请求。")

    static let keyNotFound = APIError(
        .cmkNotFound, "There is no such CMK. ListKeys says which there are.", zh: "CMK 不存在，可用 ListKeys 查询。")
}

extension APIError {
    /// What a key's state refuses.
    private init(_ refusal: StateRefusal, state: KeyState, action: KeyAction) {
        let code: ErrorCode =
            switch refusal {
            case .externalCmkCanNotRotate: .externalCmkCanNotRotate
            case .rotateNotSupported: .rotateNotSupported
            default: .unavailable(refusal.rawValue)
            }
        let advice = refusal.advice(in: state)
        self.init(
            code, "\(action.rawValue) is not possible while the key is \(state.rawValue). \(advice.english)",
            zh: "密钥状态为 \(state.rawValue)，不能执行 \(action.rawValue)。\(advice.chinese)")
    }
}

extension StateRefusal {
    /// What makes the action possible.
    fileprivate func advice(in state: KeyState) -> Message {
        switch self {
        case .cmkShouldBeDisabled:
            Message(english: "Call DisableKey first.", chinese: "请先调用 DisableKey。")
        case .cmkNotPendingDelete:
            Message(english: "No deletion is scheduled.", chinese: "未计划删除该密钥。")
        case .externalCmkCanNotRotate:
            Message(english: "Imported material cannot be rotated.", chinese: "导入的密钥材料不支持轮换。")
        case .rotateNotSupported:
            Message(
                english: "Call EnableKeyRotation first; imported and asymmetric keys do not rotate.",
                chinese: "请先调用 EnableKeyRotation；导入的密钥和非对称密钥不支持轮换。")
        case .cmkDisabled, .cmkArchived, .cmkStateNotSupport, .keyPendingDelete: state.wayOut
        }
    }
}

extension KeyState {
    /// How a key leaves the state.
    fileprivate var wayOut: Message {
        switch self {
        case .enabled: Message(english: "DescribeKey shows its state.", chinese: "可用 DescribeKey 查询状态。")
        case .disabled: Message(english: "Call EnableKey.", chinese: "请调用 EnableKey。")
        case .archived: Message(english: "Call CancelKeyArchive.", chinese: "请调用 CancelKeyArchive。")
        case .pendingDelete: Message(english: "Call CancelKeyDeletion.", chinese: "请调用 CancelKeyDeletion。")
        case .pendingImport:
            Message(
                english: "Import its material with GetParametersForImport and ImportKeyMaterial.",
                chinese: "请用 GetParametersForImport 和 ImportKeyMaterial 导入密钥材料。")
        }
    }
}
