// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement

/// Says who signed a request, or why nobody did.
struct RequestAuthenticator: Sendable {
    let digest: any WireDigest
    let signers: any SignerDirectory
    let clock: any WallClock
    let requiresSignedAction: Bool

    /// How far a timestamp may lie from the server's time, in seconds.
    static let skewLimit: Int64 = 300

    /// The identity behind a signature.
    ///
    /// - Throws: `AuthFailure.SignatureExpire`, `.SecretIdNotFound`, `.SignatureFailure`, `.InvalidAuthorization`; an error
    ///   of the engine.
    func identity(of request: WireRequest, in form: RequestForm) throws -> Identity {
        try checkTime(form.envelope.timestamp)
        switch form.signature {
        case .tc3(let authorization, let timestamp):
            guard authorization.date == UTCDate.text(of: form.envelope.timestamp) else { throw APIError.otherDate }
            let coversAction = authorization.signedHeaders.contains("x-tc-action")
            guard coversAction || !requiresSignedAction else { throw APIError.unsignedAction }
            let (signer, keys) = try signer(authorization.secretID)
            let verifier = TC3Verifier(digest: digest)
            guard try verifier.accepts(request, authorization, timestamp: timestamp, keys: keys) else {
                throw APIError.wrongSignature
            }
            return Identity(signer: signer, signature: authorization.signature, coversAction: coversAction)
        case .v1(let signature, let form):
            let (signer, keys) = try signer(signature.secretID)
            guard try signature.accepts(request, form, keys: keys) else { throw APIError.wrongSignature }
            return Identity(signer: signer, signature: signature.signature, coversAction: true)
        }
    }

    /// The signer, and its keys that count now: at least one.
    private func signer(_ secretID: String) throws(APIError) -> (Signer, [SigningKey]) {
        guard signers.isCurrent else { throw .unavailable }
        guard let signer = signers.signer(secretID) else { throw .unknownSigner }
        let keys = signer.keys(at: clock.now)
        guard !keys.isEmpty else { throw .unknownSigner }
        return (signer, keys)
    }

    private func checkTime(_ timestamp: Int64) throws(APIError) {
        let now = clock.now.seconds
        let (difference, overflows) = timestamp.subtractingReportingOverflow(now)
        guard overflows || difference.magnitude > Self.skewLimit.magnitude else { return }
        throw APIError(
            .signatureExpire,
            "The timestamp \(timestamp) is \(difference.magnitude) s \(difference < 0 ? "behind" : "ahead of") the "
                + "server's time \(now); at most \(Self.skewLimit) s are taken. Set the client's clock.",
            zh: "时间戳 \(timestamp) 与服务器时间 \(now) 相差 \(difference.magnitude) 秒（"
                + "\(difference < 0 ? "落后" : "超前")），最多允许 \(Self.skewLimit) 秒，请校准客户端时钟。")
    }
}

/// Dates of Unix seconds.
enum UTCDate {
    /// `YYYY-MM-DD` in UTC, by the proleptic Gregorian calendar.
    static func text(of seconds: Int64) -> String {
        // Days are counted from 0000-03-01, so that the leap day is a year's last.
        let days = (seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400) + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension APIError {
    fileprivate static let otherDate = APIError(
        .invalidAuthorization, "The date in Credential is not the UTC date of X-TC-Timestamp. Use that date.",
        zh: "Credential 中的日期与 X-TC-Timestamp 的 UTC 日期不一致，请使用该日期。")

    fileprivate static let unsignedAction = APIError(
        .invalidAuthorization, "This server wants the header x-tc-action signed. Add it to SignedHeaders.",
        zh: "该服务要求对 x-tc-action 签名，请将其加入 SignedHeaders。")

    fileprivate static let unknownSigner = APIError(
        .secretIDNotFound, "There is no such SecretId, or it is disabled. Ask the operator for a credential.",
        zh: "SecretId 不存在或已禁用，请联系运维人员获取密钥。")
}
