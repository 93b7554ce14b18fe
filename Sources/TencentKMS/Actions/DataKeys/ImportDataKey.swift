// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON

/// Keeps a data key that its owner has: in clear (`ImportType` 2), or as GenerateDataKey sealed it (1).
struct ImportDataKey: Action {
    static let name = "ImportDataKey"

    enum Source {
        case sealed(String, KeyID?)
        case plaintext([UInt8], KeyID)
    }

    let source: Source
    let request: DataKeyRequest

    init(_ parameters: inout Parameters) throws {
        let keyID = try parameters.text("KeyId") ?? ""
        switch try parameters.requiredInteger("ImportType") {
        case 1:
            source = .sealed(
                try parameters.requiredText("ImportKeyMaterial"), keyID.isEmpty ? nil : try Parameters.keyID(keyID))
        case 2:
            let material = try parameters.base64("ImportKeyMaterial", orElse: .invalidPlaintext)
            guard !keyID.isEmpty else { throw APIError.missing("KeyId") }
            source = .plaintext(material, try Parameters.keyID(keyID))
        default:
            throw APIError(
                .invalidType, "ImportType is 1 for a sealed data key, or 2 for one in clear.",
                zh: "ImportType 应为 1（密文）或 2（明文）。")
        }
        request = DataKeyRequest(
            name: try DataKeyName(try parameters.requiredText("DataKeyName")),
            summary: try parameters.text("Description") ?? "", tags: try parameters.tags())
        try parameters.refuseHSMCluster()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        let hosted: HostedDataKey
        switch source {
        case .sealed(let text, let keyID):
            let message: [UInt8]
            do throws(KeyServiceError) { message = try call.service.message(fromText: text) } catch {
                throw APIError.noSealedDataKey
            }
            hosted = try await call.service.importDataKey(
                sealed: message, under: keyID.map(KeySelector.id), as: request, for: call.caller)
        case .plaintext(let bytes, let keyID):
            let material = KeyMaterial(byteCount: bytes.count) { (material: inout MutableSpan<UInt8>) in
                for place in material.indices { material[place] = bytes[place] }
            }
            hosted = try await call.service.importDataKey(material, under: .id(keyID), as: request, for: call.caller)
        }
        return Reply([
            "KeyId": .string(hosted.keyID.description), "DataKeyId": .string(hosted.id.description),
            "TagCode": .integer(0), "TagMsg": .string(hosted.tags.isEmpty ? "" : "ok"),
        ])
    }
}

extension APIError {
    fileprivate static let noSealedDataKey = APIError(
        .invalidImportKeyMaterial,
        "ImportKeyMaterial is no CiphertextBlob of this server. Send what GenerateDataKey gave out, or ImportType 2.",
        zh: "ImportKeyMaterial 不是该服务生成的 CiphertextBlob，请发送 GenerateDataKey 的返回值，或使用 ImportType 2。")
}
