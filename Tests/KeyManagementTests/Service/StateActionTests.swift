// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// Every cell of the state × action table through the service, with real keys in both editions.
@Suite struct StateActionTests {
    /// What the service shows of an outcome.
    enum Seen: Equatable {
        case state(KeyState)
        case refused(StateRefusal)
    }

    /// The actions that the service offers on a key that is there, and the origin their rows speak of.
    static let actions: [(KeyAction, KeyOrigin)] = [
        (.encrypt, .internal), (.reEncrypt, .internal), (.generateDataKey, .internal), (.decrypt, .internal),
        (.describeKey, .internal), (.enableKey, .internal), (.disableKey, .internal), (.archiveKey, .internal),
        (.cancelKeyArchive, .internal), (.scheduleKeyDeletion, .internal), (.cancelKeyDeletion, .internal),
        (.updateAlias, .internal), (.updateKeyDescription, .internal), (.enableKeyRotation, .internal),
        (.disableKeyRotation, .internal), (.rotateKey, .internal), (.bindCloudResource, .internal),
        (.unbindCloudResource, .internal),
        (.getParametersForImport, .external), (.importKeyMaterial, .external), (.deleteImportedKeyMaterial, .external),
    ]

    @Test(arguments: Edition.allCases, KeyState.allCases)
    func `every action in this state, with keys cached and not`(edition: Edition, state: KeyState) async throws {
        for cache in [KeyCachePolicy.off, .standard] { try await verify(edition, state, cache) }
    }

    private func verify(_ edition: Edition, _ state: KeyState, _ cache: KeyCachePolicy) async throws {
        let fixture = try await KeyServiceFixture(edition, cache: cache)
        for (index, (action, origin)) in Self.actions.enumerated() {
            let origin: KeyOrigin = state == .pendingImport ? .external : origin
            let cell = try await Cell(fixture, state: state, origin: origin, alias: "cell-\(index)")
            let seen = try await cell.perform(action)
            #expect(seen == expected(action, in: state), "\(action) in \(state)")
        }
    }

    private func expected(_ action: KeyAction, in state: KeyState) -> Seen {
        switch KeyStateTable.outcome(of: action, in: state) {
        case .allowed: .state(state)
        case .becomes(let next): .state(next)
        case .refused(let refusal): .refused(refusal)
        case .removed: .state(state)
        }
    }
}

/// One key in one state, with what an action on it may need made before it came there.
private struct Cell {
    let fixture: KeyServiceFixture
    let key: CustomerMasterKey
    let selector: KeySelector
    let message: [UInt8]?
    let parameters: ImportParameters?

    init(_ fixture: KeyServiceFixture, state: KeyState, origin: KeyOrigin, alias: String) async throws {
        self.fixture = fixture
        let (service, caller) = (fixture.service, fixture.caller)
        let made = try await fixture.key(alias, origin: origin)
        selector = .id(made.id)
        if origin == .external, state != .pendingImport { try await fixture.import(fixture.material(), into: made.id) }
        message =
            state == .pendingImport
            ? nil : try await service.encrypt([1, 2, 3], under: selector, for: caller).bytes
        parameters =
            origin == .external
            ? try await service.parametersForImport(selector, algorithm: fixture.quickAlgorithm, for: caller) : nil
        switch state {
        case .enabled, .pendingImport: break
        case .disabled: try await service.disableKey(selector, for: caller)
        case .archived: try await service.archiveKey(selector, for: caller)
        case .pendingDelete:
            try await service.disableKey(selector, for: caller)
            try await service.scheduleKeyDeletion(selector, days: 7, for: caller)
        }
        key = try await service.describeKey(selector, for: caller)
        #expect(key.state == state)
    }

    func perform(_ action: KeyAction) async throws -> StateActionTests.Seen {
        do {
            try await call(action)
        } catch KeyServiceError.refusedByState(let refusal, let state, _) {
            #expect(state == key.state)
            let after = try await fixture.service.describeKey(selector, for: fixture.caller)
            #expect(after == key, "a refused action changes nothing")
            return .refused(refusal)
        }
        return .state(try await fixture.service.describeKey(selector, for: fixture.caller).state)
    }

    private func call(_ action: KeyAction) async throws {
        let (service, caller) = (fixture.service, fixture.caller)
        switch action {
        case .encrypt: _ = try await service.encrypt([1], under: selector, for: caller)
        case .reEncrypt:
            let source = try await fixture.key("source-of-\(key.alias.text)")
            let sealed = try await service.encrypt([9], under: .id(source.id), for: caller)
            _ = try await service.reEncrypt(sealed.bytes, under: selector, for: caller)
        case .generateDataKey: _ = try await service.generateDataKey(under: selector, for: caller)
        case .decrypt:
            let opened = try await service.decrypt(message ?? messageOfAbsentMaterial(), for: caller)
            #expect(opened.plaintext == [1, 2, 3])
        case .describeKey: _ = try await service.describeKey(selector, for: caller)
        case .enableKey: try await service.enableKey(selector, for: caller)
        case .disableKey: try await service.disableKey(selector, for: caller)
        case .archiveKey: try await service.archiveKey(selector, for: caller)
        case .cancelKeyArchive: try await service.cancelKeyArchive(selector, for: caller)
        case .scheduleKeyDeletion: try await service.scheduleKeyDeletion(selector, days: 30, for: caller)
        case .cancelKeyDeletion: try await service.cancelKeyDeletion(selector, for: caller)
        case .updateAlias: try await service.updateAlias(selector, to: KeyAlias("new-\(key.alias.text)"), for: caller)
        case .updateKeyDescription: try await service.updateKeyDescription(selector, to: "new", for: caller)
        case .enableKeyRotation: try await service.enableKeyRotation(selector, for: caller)
        case .disableKeyRotation: try await service.disableKeyRotation(selector, for: caller)
        case .rotateKey:
            if key.state == .pendingImport {
                try await service.rotateKey(selector, rule: .documented, for: caller)
            } else {
                try await service.rotateKey(selector, rule: .operatorRequest, for: caller)
            }
        case .getParametersForImport:
            _ = try await service.parametersForImport(selector, algorithm: fixture.quickAlgorithm, for: caller)
        case .importKeyMaterial:
            _ = try await fixture.submit(fixture.material(), try #require(parameters))
        case .deleteImportedKeyMaterial: try await service.deleteImportedKeyMaterial(selector, for: caller)
        case .getPublicKey, .signByAsymmetricKey, .verifyByAsymmetricKey, .asymmetricRsaDecrypt, .asymmetricSm2Decrypt:
            Issue.record("\(action) is asked of asymmetric keys: AsymmetricKeyTests")
        case .bindCloudResource: try await bind()
        case .unbindCloudResource:
            if key.state != .pendingDelete { try await bind() }
            try await service.unbindCloudResource(selector, productID: "ssm", resourceID: "r-1", for: caller)
        case .createKey, .expireKeyMaterial, .expireImportParameters, .destroyKey, .provisionStore, .importDataKey,
            .describeDataKey, .getDataKeyPlaintext, .getDataKeyCiphertextBlob, .enableDataKey, .disableDataKey,
            .scheduleDataKeyDeletion, .cancelDataKeyDeletion, .updateDataKeyName, .updateDataKeyDescription,
            .destroyDataKey,
            .createCredential,
            .disableCredential, .enableCredential, .rotateCredential, .deleteCredential, .putCredentialPolicy,
            .expireCredentialSecret:
            Issue.record("\(action) is not asked of a key that is there")
        }
    }

    private func bind() async throws {
        try await fixture.service.bindCloudResource(
            selector, productID: "ssm", resourceID: "r-1", for: fixture.caller)
    }

    /// A box that names this key, as a message from before its material went would.
    private func messageOfAbsentMaterial() -> [UInt8] {
        [0x48, 0x46, 1, fixture.edition.edition == .fips ? 1 : 2] + key.id.bytes + [0, 0, 0, 1]
            + [UInt8](repeating: 7, count: 16 + 32 + 28)
    }
}
