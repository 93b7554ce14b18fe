// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON

/// Makes a data key, in clear and sealed under a CMK; keeps it when `IsHostedByKms` is 1.
struct GenerateDataKey: Action {
    static let name = "GenerateDataKey"
    static let ratePerSecond = 150.0
    let keyID: KeyID
    let byteCount: Int
    let context: EncryptionContext
    let recipient: Recipient?
    let hosting: DataKeyRequest?

    init(_ parameters: inout Parameters) throws {
        keyID = try parameters.keyID()
        byteCount = try Self.byteCount(
            try parameters.integer("NumberOfBytes"), spec: try parameters.text("KeySpec") ?? "")
        context = try parameters.context()
        recipient = try parameters.recipient()
        hosting = try Self.hosting(&parameters)
        try parameters.refuseHSMCluster()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try call.demand(recipient, byteCount: byteCount)
        guard let hosting else {
            let key = try await call.service.generateDataKey(
                under: .id(keyID), byteCount: byteCount, context: context, for: call.caller)
            return try reply(key, call)
        }
        let made = try await call.service.generateHostedDataKey(
            under: .id(keyID), byteCount: byteCount, context: context, as: hosting, for: call.caller)
        var reply = try reply(made.dataKey, call)
        reply.append("DataKeyId", .string(made.hosted.id.description))
        reply.append("TagCode", .integer(0))
        reply.append("TagMsg", .string(hosting.tags.isEmpty ? "" : "ok"))
        return reply
    }

    private func reply(_ key: borrowing DataKey, _ call: ActionCall) throws -> Reply {
        Reply(
            [
                "KeyId": .string(key.sealed.keyID.description),
                "Plaintext": try call.plaintext(of: key, for: recipient), "CiphertextBlob": .string(key.sealed.text),
            ], isApproved: recipient.isApproved)
    }

    /// `NumberOfBytes` wins over `KeySpec`.
    private static func byteCount(_ count: Int?, spec: String) throws(APIError) -> Int {
        switch (count, spec) {
        case (let count?, "AES_128"), (let count?, "AES_256"), (let count?, ""): return count
        case (nil, "AES_128"): return 16
        case (nil, "AES_256"): return 32
        case (nil, ""):
            throw .malformed("KeySpec", "or NumberOfBytes has to be given", zh: "与 NumberOfBytes 至少提供一个")
        default: throw .malformed("KeySpec", "is not AES_128 or AES_256", zh: "应为 AES_128 或 AES_256")
        }
    }

    private static func hosting(_ parameters: inout Parameters) throws -> DataKeyRequest? {
        let isHosted = try parameters.integer("IsHostedByKms") ?? 0
        guard isHosted <= 1 else { throw APIError.malformed("IsHostedByKms", "is neither 0 nor 1", zh: "应为 0 或 1") }
        let name = try parameters.text("DataKeyName")
        let summary = try parameters.text("Description") ?? ""
        let tags = try parameters.tags()
        guard isHosted == 1 else {
            guard tags.isEmpty else {
                throw APIError.malformed("Tags", "go with IsHostedByKms 1 only", zh: "仅在 IsHostedByKms 为 1 时可用")
            }
            return nil
        }
        guard let name else { throw APIError.missing("DataKeyName") }
        return DataKeyRequest(name: try DataKeyName(name), summary: summary, tags: tags)
    }
}
