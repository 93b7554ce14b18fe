// SPDX-License-Identifier: Apache-2.0

/// Why a request is refused, as its client hears it: a code of the API, and what to do. Never holds a secret.
struct APIError: Error, Sendable, Equatable {
    let code: ErrorCode
    let message: Message

    init(_ code: ErrorCode, _ english: String, zh chinese: String) {
        self.code = code
        message = Message(english: english, chinese: chinese)
    }
}

extension APIError {
    /// Whether the service failed, and not the request: the operator has to look.
    var isFault: Bool { [.internalError, .encryptionError, .serviceUnavailable].contains(code) }
}

// What every action may have to say.
extension APIError {
    static func doubledHeader(_ name: String) -> APIError {
        APIError(
            .invalidParameter, "The header '\(name)' is there more than once. Send it once.",
            zh: "请求头 '\(name)' 重复出现，请只发送一次。")
    }

    static func missing(_ name: String) -> APIError {
        APIError(.missingParameter, "The parameter '\(name)' is missing. Add it.", zh: "缺少参数 '\(name)'，请补充。")
    }

    static func malformed(_ name: String, _ english: String, zh chinese: String) -> APIError {
        APIError(.invalidParameter, "The parameter '\(name)' \(english).", zh: "参数 '\(name)' \(chinese)。")
    }

    static func outOfRange(_ name: String, _ english: String, zh chinese: String) -> APIError {
        APIError(.invalidParameterValue, "The parameter '\(name)' \(english).", zh: "参数 '\(name)' \(chinese)。")
    }

    static let internalFault = APIError(
        .internalError, "The service failed. Try again; the operator finds this request in the log by its RequestId.",
        zh: "服务内部错误，请重试；运维人员可按 RequestId 在日志中查找该请求。")

    static let unavailable = APIError(
        .serviceUnavailable, "The service cannot read its store now. Try again in a moment; nothing was done.",
        zh: "服务暂时无法读取存储，请稍后重试；未执行任何操作。")

    static let limited = APIError(
        .requestLimitExceeded, "Too many requests of this kind. Wait a moment and try again.",
        zh: "该接口请求过于频繁，请稍后重试。")
}
