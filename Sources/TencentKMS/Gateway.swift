// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
public import KeyManagement

/// The API's edge: takes one request, and answers it. Knows no HTTP server; safe to call from several tasks.
///
/// The order of the questions is: form, time, signature, rate, what the signature was used for before, version, action,
/// region, parameters; then the key service has its own. The first that fails is the answer.
public struct Gateway: Sendable {
    let service: KeyService
    let site: Site
    let pins: SignaturePins
    let limiter: RequestLimiter
    let authenticator: RequestAuthenticator
    /// When this edge began; pins are timed by a clock that nobody sets.
    private let start = ContinuousClock.now

    /// - Parameters:
    ///   - service: the one door to the keys.
    ///   - signers: who may sign.
    ///   - site: what this server is.
    ///   - limiter: how much each credential may ask.
    ///   - pins: what signatures were used for.
    ///   - clock: tells the time.
    public init(
        service: KeyService, signers: any SignerDirectory, site: Site, limiter: RequestLimiter = RequestLimiter(),
        pins: SignaturePins = SignaturePins(), clock: any WallClock = SystemWallClock()
    ) {
        self.service = service
        self.site = site
        self.pins = pins
        self.limiter = limiter
        authenticator = RequestAuthenticator(
            digest: service.edition.wireDigest, signers: signers, clock: clock,
            requiresSignedAction: site.requiresSignedAction)
    }

    /// The names of all actions that are carried out, in alphabetical order.
    public static var actionNames: [String] { ActionTable.names }

    /// Answers a request. Never fails: what goes wrong is an answer, too.
    public func answer(_ request: WireRequest) async -> WireReply {
        var trace = Trace()
        do {
            let reply = try await reply(to: request, tracing: &trace)
            return trace.wire(reply)
        } catch {
            return trace.wire(Reply(reporting: error, in: trace.language))
        }
    }

    /// The answer to a body that the server did not read because it is longer than the limit in bytes.
    public static func answerToLongBody(limit: Int) -> WireReply {
        let error = APIError(
            .requestSizeLimitExceeded, "The body is longer than \(limit) bytes. Send less.",
            zh: "请求体超过 \(limit) 字节，请减小请求。")
        return Trace().wire(Reply(reporting: error, in: .english))
    }

    private func reply(to request: WireRequest, tracing trace: inout Trace) async throws -> Reply {
        trace.language = Language(try request.header("x-tc-language"))
        let form = try RequestForm(request)
        trace.language = form.envelope.language
        let entry = ActionTable.entry(form.envelope.action)
        trace.action = entry?.name
        let identity = try authenticator.identity(of: request, in: form)
        trace.secretID = identity.signer.secretID
        try admit(identity, entry)
        try pin(identity, to: form.envelope, entry)
        guard form.envelope.version == Site.version else { throw APIError.otherVersion(form.envelope.version) }
        guard let entry else { throw APIError.unknownAction(form.envelope.action) }
        try site.check(region: form.envelope.region)
        let caller = identity.signer.credential.caller(action: entry.name, requestID: trace.requestID)
        return try await entry.type.answer(
            try form.parameters(),
            ActionCall(
                service: service, caller: caller, site: site, rates: limiter.rates, language: trace.language))
    }

    /// Ties a signature that does not cover its action to that action, with region and version.
    private func pin(_ identity: Identity, to envelope: Envelope, _ entry: ActionTable.Entry?) throws(APIError) {
        guard !identity.coversAction else { return }
        let use = ActionTable.use(
            entry, isOurs: envelope.version == Site.version && site.serves(region: envelope.region),
            hasRegion: envelope.region != nil)
        switch pins.pin(identity.signature, to: use, at: Int64((ContinuousClock.now - start) / .seconds(1))) {
        case .pinned: return
        case .otherUse: throw .replayed
        case .full: throw .limited
        }
    }

    private func admit(_ identity: Identity, _ entry: ActionTable.Entry?) throws(APIError) {
        let (name, rate) = entry.map { ($0.name, $0.type.ratePerSecond) } ?? ("unknown", 100)
        guard limiter.admits(identity.signer.secretID, name, documented: rate, at: ContinuousClock.now) else {
            throw .limited
        }
    }
}

/// What becomes known of a request on its way.
private struct Trace {
    let requestID = UniqueID.transient().description
    var language = Language.english
    var action: String?
    var secretID: String?

    /// The reply as it is sent and counted.
    func wire(_ reply: Reply) -> WireReply {
        WireReply(
            body: reply.body(requestID: requestID), requestID: requestID, action: action, secretID: secretID,
            code: reply.code?.rawValue, cause: reply.cause,
            isApproved: reply.isApproved && action.map(ActionTable.isCryptographic) ?? false)
    }
}

extension APIError {
    fileprivate static let replayed = APIError(
        .signatureFailure,
        "This signature was used for another action, region or version before, and serves no other. Requests with the same "
            + "body in the same second have the same signature: send this one again in the next second, or sign the header "
            + "x-tc-action as well.",
        zh: "该签名已用于其他 Action、Region 或 Version，不能再用于本请求。同一秒内相同请求体的签名相同：请在下一秒重新签名发送，或将 "
            + "x-tc-action 纳入签名。")

    fileprivate static func otherVersion(_ version: String) -> APIError {
        APIError(
            .noSuchVersion, "This server speaks version \(Site.version). Set X-TC-Version to it.",
            zh: "该服务的接口版本为 \(Site.version)，请将 X-TC-Version 设为该值。")
    }

    fileprivate static func unknownAction(_ name: String) -> APIError {
        guard !ActionTable.isNotOffered(name) else { return notOffered }
        return APIError(
            .invalidAction, "There is no such action. Check X-TC-Action; its first letter is upper case.",
            zh: "接口不存在，请检查 X-TC-Action（首字母大写）。")
    }

    private static let notOffered = APIError(
        .unsupportedOperation,
        "This server has no white-box keys and no post-quantum cryptography. Use another action.",
        zh: "该服务不提供白盒密钥与后量子密码接口，请使用其他接口。")
}
