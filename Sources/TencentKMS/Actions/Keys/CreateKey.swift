// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Makes a CMK: with material of the service, or empty for its owner to fill (`Type` 2).
struct CreateKey: Action {
    static let name = "CreateKey"
    let request: KeyRequest

    init(_ parameters: inout Parameters) throws {
        let alias = try KeyAlias(try parameters.requiredText("Alias"))
        let summary = try parameters.text("Description") ?? ""
        let usage = try Self.usage(try parameters.text("KeyUsage"))
        let origin = try Self.origin(try parameters.integer("Type"), of: usage)
        request = KeyRequest(
            alias: alias, summary: summary, origin: origin, usage: usage, tags: try parameters.tags())
        try parameters.refuseHSMCluster()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let key = try await call.service.createKey(request, limit: call.site.keyLimit, for: call.caller)
        return Reply([
            "KeyId": .string(key.id.description), "Alias": .string(key.alias.text),
            "CreateTime": .integer(key.createdAt.seconds), "Description": .string(key.summary),
            "KeyState": .string(key.state.rawValue), "KeyUsage": .string(key.usage.rawValue),
            "TagCode": .integer(0), "TagMsg": .string(key.tags.isEmpty ? "" : "ok"), "HsmClusterId": "",
        ])
    }

    private static func usage(_ text: String?) throws(APIError) -> KeyUsage {
        guard let text, !text.isEmpty else { return .encryptDecrypt }
        if let usage = KeyUsage(rawValue: text) { return usage }
        guard text != "ASYMMETRIC_SIGN_VERIFY_ECDSA384" else { throw .usageNotOffered }
        throw APIError(
            .invalidKeyUsage, "There is no such KeyUsage. ListAlgorithms says which this server offers.",
            zh: "KeyUsage 无效，可用 ListAlgorithms 查询该服务支持的用途。")
    }

    private static func origin(_ type: Int?, of usage: KeyUsage) throws(APIError) -> KeyOrigin {
        switch type ?? 1 {
        case 1: return .internal
        case 2 where usage == .encryptDecrypt: return .external
        case 2: throw .externalUsage
        default:
            throw APIError(
                .invalidType, "Type is 1 for material made by the service, or 2 for imported material.",
                zh: "Type 应为 1（由服务生成密钥材料）或 2（导入密钥材料）。")
        }
    }
}

extension APIError {
    /// Imported material for a usage that takes none.
    static let externalUsage = APIError(
        .invalidType, "Only ENCRYPT_DECRYPT keys take imported material. Use Type 1 for this KeyUsage.",
        zh: "仅 ENCRYPT_DECRYPT 密钥支持导入密钥材料，该 KeyUsage 请使用 Type 1。")

    /// A usage that the API knows and this edition does not offer.
    static let usageNotOffered = APIError(
        .unsupportedKeyUsageInCurrentRegion,
        "This server's edition does not offer this KeyUsage. ListAlgorithms says which it offers.",
        zh: "该服务当前版本不支持此 KeyUsage，可用 ListAlgorithms 查询支持的用途。")
}
