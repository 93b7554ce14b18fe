// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import KeyManagement

extension DemoStage {
    /// An external key is made empty, refuses wrong material, and takes its owner's.
    func bringKey() async throws -> BroughtKey {
        let key = try await emptyKey("payroll")
        try await refuseWrongLength(key)
        let material = try await importAsGuided(into: key)
        let twin = try await importIntoTwin(material)
        try await refuseOtherMaterial(key)
        return BroughtKey(key: key, material: material, twin: twin)
    }

    /// Hands wrapped material over.
    func importMaterial(
        _ wrapped: [UInt8], with parameters: ImportParameters, stating checkValue: String? = nil
    ) async throws -> ImportReceipt {
        try await service.importKeyMaterial(
            ImportRequest(
                key: .id(parameters.keyID), token: parameters.token, wrappedMaterial: wrapped, checkValue: checkValue),
            for: caller)
    }

    private func emptyKey(_ alias: String) async throws -> KeyID {
        try await narrator.step("An external key is made empty, and refuses to work") {
            let key = try await vault.createKey(alias, origin: .external)
            try StepFailure.unless(key.state == .pendingImport && !key.holdsMaterial, "it is \(key.state.rawValue)")
            let refusal = try await StepFailure.refusal {
                _ = try await service.encrypt([1], under: .id(key.id), for: caller)
            } because: { error in
                if case .refusedByState(_, state: .pendingImport, _) = error as? KeyServiceError { true } else { false }
            }
            return (key.id, "“\(refusal)”")
        }
    }

    private func refuseWrongLength(_ key: KeyID) async throws {
        try await narrator.step("Material of another length is refused") {
            let parameters = try await service.parametersForImport(
                .id(key), algorithm: .rsaesOAEPSHA256, for: caller)
            let byteCount = 48 - service.edition.keyByteCount
            let short = try OwnedMaterial.make("wrong_length.bin", byteCount: byteCount, with: tool)
            let wrapped = try short.wrap(for: parameters, with: service.edition)
            let required = service.edition.keyByteCount * 8
            let refusal = try await StepFailure.refusal {
                _ = try await importMaterial(wrapped, with: parameters)
            } because: {
                $0 as? KeyServiceError == .wrongMaterialLength(requiredBits: required, actualBits: byteCount * 8)
            }
            return "“\(refusal)” It takes \(required)."
        }
    }

    /// The owner wraps with openssl as the guide says, and compares the receipt with a value of their own computing.
    private func importAsGuided(into key: KeyID) async throws -> OwnedMaterial {
        let parameters = try await narrator.step("The owner gets a public key and a token for one import") {
            let parameters = try await service.parametersForImport(.id(key), algorithm: .rsaesOAEPSHA256, for: caller)
            return (parameters, "\(parameters.algorithm.rawValue), valid for 24 hours")
        }
        let (material, wrapped) = try await narrator.step("The owner makes material and wraps it with openssl") {
            let material = try OwnedMaterial.make(
                "raw_material.bin", byteCount: service.edition.keyByteCount, with: tool)
            let wrapped = try material.wrapAsGuided(for: parameters)
            return (
                (material, wrapped), "openssl rand, enc, pkeyutl: \(wrapped.count) wrapped bytes, only they are sent"
            )
        }
        try await narrator.step("The import's receipt is the check value that the owner computed alone") {
            let expected = try material.checkValue(
                for: key, version: parameters.keyVersion, in: service.edition.edition)
            let receipt = try await importMaterial(wrapped, with: parameters)
            try StepFailure.unless(receipt.key.state == .enabled && receipt.isFirstImport, "the key is not enabled")
            try StepFailure.unless(
                receipt.checkValue == expected, "the receipt says \(receipt.checkValue), openssl \(expected)")
            return "check value \(expected), from hufu and from openssl kdf alike"
        }
        return material
    }

    /// The same material, wrapped by hufu itself, goes into a second key, the check value stated beforehand.
    private func importIntoTwin(_ material: OwnedMaterial) async throws -> KeyID {
        let algorithm =
            service.edition.wrappingAlgorithms.contains(.sm2PKE) ? WrappingAlgorithm.sm2PKE : .rsaesOAEPSHA256
        return try await narrator.step("A second key takes the same material, wrapped by hufu (\(algorithm.rawValue))")
        {
            let key = try await vault.createKey("payroll-twin", origin: .external)
            let parameters = try await service.parametersForImport(.id(key.id), algorithm: algorithm, for: caller)
            let wrapped = try material.wrap(for: parameters, with: service.edition)
            let stated = try material.checkValue(
                for: key.id, version: parameters.keyVersion, in: service.edition.edition)
            let receipt = try await importMaterial(wrapped, with: parameters, stating: stated)
            try StepFailure.unless(receipt.key.state == .enabled, "the key is not enabled")
            return (key.id, "check value \(receipt.checkValue): equal material in two keys does not show")
        }
    }

    private func refuseOtherMaterial(_ key: KeyID) async throws {
        try await narrator.step("Other material never gets into the first key") {
            let other = try OwnedMaterial.make(
                "other_material.bin", byteCount: service.edition.keyByteCount, with: tool)
            let refusal = try await StepFailure.refusal {
                try await importAnew(other, into: key)
            } because: {
                $0 as? KeyServiceError == .materialMismatch(key)
            }
            return "“\(refusal)”"
        }
    }

    /// Gets parameters and imports, as a later import does.
    func importAnew(_ material: OwnedMaterial, into key: KeyID) async throws {
        let parameters = try await service.parametersForImport(.id(key), algorithm: .rsaesOAEPSHA256, for: caller)
        let receipt = try await importMaterial(try material.wrapAsGuided(for: parameters), with: parameters)
        try StepFailure.unless(!receipt.isFirstImport, "the key forgot its material")
    }
}
