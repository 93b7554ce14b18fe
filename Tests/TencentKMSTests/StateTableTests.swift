// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON
import TestSupport
import Testing

@testable import TencentKMS

/// The API's table of states and actions, cell by cell, written down from its documents: a state afterwards, or the last
/// segment of the error's code.
@Suite struct StateTableTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let action: String
        var origin = KeyOrigin.internal
        /// Enabled, Disabled, PendingDelete, PendingImport, Archived.
        let cells: [String]

        init(_ action: String, _ origin: KeyOrigin = .internal, _ cells: String...) {
            self.action = action
            self.origin = origin
            self.cells = cells
        }

        var testDescription: String { action }
    }

    private static let states: [KeyState] = [.enabled, .disabled, .pendingDelete, .pendingImport, .archived]
    private static let no = "CmkStateNotSupport"
    private static let (e, d, p, i, a) = ("Enabled", "Disabled", "PendingDelete", "PendingImport", "Archived")

    static let rows = [
        Row("Encrypt", .internal, e, "CmkDisabled", no, no, "CmkArchived"),
        Row("GenerateDataKey", .internal, e, "CmkDisabled", "KeyPendingDelete", no, "CmkArchived"),
        Row("Decrypt", .internal, e, "CmkDisabled", no, no, a),
        Row("ReEncrypt", .internal, e, "CmkDisabled", no, no, "CmkArchived"),
        Row("DescribeKey", .internal, e, d, p, i, a),
        Row("DescribeKeys", .internal, e, d, p, i, a),
        Row("GetKeyRotationStatus", .internal, e, d, p, i, a),
        Row("EnableKey", .internal, e, e, no, no, no),
        Row("EnableKeys", .internal, e, e, no, no, no),
        Row("DisableKey", .internal, d, d, no, no, no),
        Row("DisableKeys", .internal, d, d, no, no, no),
        Row("ArchiveKey", .internal, a, a, no, no, a),
        Row("CancelKeyArchive", .internal, no, no, no, no, e),
        Row("ScheduleKeyDeletion", .internal, "CmkShouldBeDisabled", p, no, p, no),
        Row(
            "CancelKeyDeletion", .internal, "CmkNotPendingDelete", "CmkNotPendingDelete", d, "CmkNotPendingDelete",
            "CmkNotPendingDelete"),
        Row("UpdateAlias", .internal, e, d, no, i, a),
        Row("UpdateKeyDescription", .internal, e, d, no, i, a),
        Row("GetParametersForImport", .external, e, d, no, i, a),
        Row("ImportKeyMaterial", .external, e, no, no, e, no),
        Row("DeleteImportedKeyMaterial", .external, i, i, no, no, i),
        Row("EnableKeyRotation", .internal, e, no, no, "ExternalCmkCanNotRotate", no),
        Row("DisableKeyRotation", .internal, e, d, p, i, a),
        Row("RotateKey", .internal, e, no, no, "RotateNotSupported", no),
    ]

    @Test(arguments: Edition.allCases, rows)
    func `an action in each state`(edition: Edition, row: Row) async throws {
        let wire = try await WireFixture(edition)
        for (state, expected) in zip(Self.states, row.cells) {
            let cell = try await StateCell(wire, row, state)
            let answer = try await wire.ask(row.action, cell.parameters)
            let now = try await wire.keys.service.describeKey(.id(cell.key), for: wire.keys.caller).state.rawValue
            if let code = answer.code {
                #expect(code.hasSuffix("." + expected), "in \(state): \(answer.message)")
                #expect(now == state.rawValue, "a refusal changes nothing")
            } else {
                #expect(now == expected, "in \(state)")
            }
        }
    }

    @Test(arguments: Edition.allCases)
    func `ListKeys shows the keys that are enabled, disabled or wait for their material`(edition: Edition) async throws
    {
        let wire = try await WireFixture(edition)
        var shown: Set<String> = []
        for state in Self.states {
            let origin: KeyOrigin = state == .pendingImport ? .external : .internal
            let key = try await wire.keys.key(in: state, origin: origin, alias: "\(state)")
            if ![.pendingDelete, .archived].contains(state) { shown.insert(key.id.description) }
        }
        let answer = try await wire.ask("ListKeys")
        #expect(Set(answer["Keys"]?.elements.compactMap { $0["KeyId"]?.text } ?? []) == shown)
        let detail = try await wire.ask("ListKeyDetail")
        #expect(detail["TotalCount"]?.number == 5)
    }

    @Test(arguments: Edition.allCases)
    func `an asymmetric key works while it is enabled only`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let key = try await wire.key("sample", usage: wire.signing.usage)
        let message: [JSONValue.Member] = [
            member("KeyId", key), member("Message", base64([1])), member("Algorithm", wire.signing.algorithm),
        ]
        let requests = [
            ("GetPublicKey", [member("KeyId", key)]), ("SignByAsymmetricKey", message),
            ("VerifyByAsymmetricKey", message + [member("SignatureValue", base64([1]))]),
        ]
        let (service, caller) = (wire.keys.service, wire.keys.caller)
        func expectAll(_ code: String?) async throws {
            for (action, parameters) in requests { #expect(try await wire.ask(action, parameters).code == code) }
        }
        try await expectAll(nil)
        try await service.archiveKey(.id(key), for: caller)
        try await expectAll("ResourceUnavailable.CmkStateNotSupport")
        try await service.cancelKeyArchive(.id(key), for: caller)
        try await service.disableKey(.id(key), for: caller)
        try await expectAll("ResourceUnavailable.CmkStateNotSupport")
        try await service.scheduleKeyDeletion(.id(key), days: 7, for: caller)
        try await expectAll("ResourceUnavailable.CmkStateNotSupport")
    }

    @Test func `a key whose time is over is not found, one whose material's time is over waits for it`() async throws {
        let wire = try await WireFixture(.fips)
        let doomed = try await wire.keys.key(in: .pendingDelete, origin: .internal, alias: "doomed")
        let external = try await wire.keys.key("external", origin: .external)
        let end = wire.keys.clock.now.adding(days: 1)
        try await wire.keys.import(wire.keys.material(), into: external.id, validTo: end)
        wire.keys.clock.advance(days: 7)
        #expect(
            try await wire.ask("DescribeKey", [member("KeyId", doomed.id)]).code == "ResourceUnavailable.CmkNotFound")
        let shown = try await wire.ask("DescribeKey", [member("KeyId", external.id)])
        #expect(shown["KeyMetadata"]?["KeyState"]?.text == "PendingImport")
        #expect(shown["KeyMetadata"]?["ValidTo"]?.number == 0)
    }
}

/// One key in one state, and the request that one row asks of it.
private struct StateCell {
    let key: KeyID
    let parameters: [JSONValue.Member]

    init(_ wire: WireFixture, _ row: StateTableTests.Row, _ state: KeyState) async throws {
        let (keys, service, caller) = (wire.keys, wire.keys.service, wire.keys.caller)
        let origin: KeyOrigin = state == .pendingImport ? .external : row.origin
        let made = try await keys.key("\(row.action)-\(state)", origin: origin)
        key = made.id
        // Made while the key still works: a blob, parameters of an import, rotation.
        if origin == .external { try await keys.import(keys.material(), into: key) }
        let blob = try await wire.blob(under: key)
        var more: [JSONValue.Member] = []
        if row.action == "ImportKeyMaterial" {
            let parameters = try await service.parametersForImport(
                .id(key), algorithm: .rsaesOAEPSHA256, for: caller)
            let wrapped = try keys.edition.wrapForImport(
                keys.material(), publicKeyDER: parameters.publicKeyDER.span, algorithm: .rsaesOAEPSHA256)
            more = [member("ImportToken", parameters.token), member("EncryptedKeyMaterial", base64(wrapped))]
        }
        if row.action == "RotateKey", origin == .internal {
            try await service.enableKeyRotation(.id(key), days: 365, for: caller)
            keys.clock.advance(days: 2)
        }
        try await Self.bring(key, to: state, keys)
        parameters = Self.parameters(row.action, key, blob: blob) + more
    }

    private static func bring(_ key: KeyID, to state: KeyState, _ keys: KeyServiceFixture) async throws {
        let (service, caller) = (keys.service, keys.caller)
        switch state {
        case .enabled: break
        case .pendingImport: try await service.deleteImportedKeyMaterial(.id(key), for: caller)
        case .archived: try await service.archiveKey(.id(key), for: caller)
        case .disabled: try await service.disableKey(.id(key), for: caller)
        case .pendingDelete:
            try await service.disableKey(.id(key), for: caller)
            try await service.scheduleKeyDeletion(.id(key), days: 7, for: caller)
        }
    }

    private static func parameters(_ action: String, _ key: KeyID, blob: String) -> [JSONValue.Member] {
        let id = member("KeyId", key)
        return switch action {
        case "Encrypt": [id, member("Plaintext", base64([1]))]
        case "Decrypt": [member("CiphertextBlob", blob)]
        case "ReEncrypt":
            [member("CiphertextBlob", blob), member("DestinationEncryptionContext", #"{"a":"b"}"#)]
        case "GenerateDataKey": [id, member("KeySpec", "AES_256")]
        case "DescribeKeys", "EnableKeys", "DisableKeys": [member("KeyIds", [key.description])]
        case "ScheduleKeyDeletion": [id, member("PendingWindowInDays", 7)]
        case "UpdateAlias": [id, member("Alias", "new-\(key)")]
        case "UpdateKeyDescription": [id, member("Description", "new")]
        case "GetParametersForImport":
            [id, member("WrappingAlgorithm", "RSAES_OAEP_SHA_1"), member("WrappingKeySpec", "RSA_2048")]
        default: [id]
        }
    }
}
