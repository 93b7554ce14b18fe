// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// Every cell of the table of data keys, and of the table of CMKs for actions on data keys, through the service.
@Suite struct DataKeyStateActionTests {
    static let actions: [KeyAction] = [
        .describeDataKey, .getDataKeyPlaintext, .getDataKeyCiphertextBlob, .enableDataKey, .disableDataKey,
        .scheduleDataKeyDeletion, .cancelDataKeyDeletion, .updateDataKeyName, .updateDataKeyDescription,
    ]

    @Test(arguments: Edition.allCases, DataKeyState.allCases)
    func `every action on a data key in this state`(edition: Edition, state: DataKeyState) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let key = try await fixture.key("orders")
        for (index, action) in Self.actions.enumerated() {
            let dataKey = try await fixture.dataKey("cell-\(index)", under: key.id, in: state)
            let error = await failure { try await fixture.perform(action, on: dataKey.id) }
            let after = try await fixture.service.describeDataKey(dataKey.id, for: fixture.caller).dataKey
            switch DataKeyStateTable.outcome(of: action, in: state) {
            case .allowed: #expect(error == nil && after.state == state, "\(action)")
            case .becomes(let next): #expect(error == nil && after.state == next, "\(action)")
            case .refused(let refusal):
                #expect(error == .dataKey(.refusedByState(refusal, state: state, action: action)), "\(action)")
                #expect(after == dataKey, "a refused action changes nothing")
            case .removed: Issue.record("\(action) removes nothing at once")
            }
        }
    }

    @Test(arguments: Edition.allCases, KeyState.allCases)
    func `every action on a data key whose CMK is in this state`(edition: Edition, state: KeyState) async throws {
        let fixture = try await KeyServiceFixture(edition)
        for (index, action) in Self.actions.enumerated() {
            let before: DataKeyState =
                switch action {
                case .scheduleDataKeyDeletion: .disabled
                case .cancelDataKeyDeletion: .pendingDelete
                default: .enabled
                }
            let key = try await fixture.externalKey("cell-\(index)")
            let dataKey = try await fixture.dataKey("cell-\(index)", under: key.id, in: before)
            try await fixture.bring(key.id, to: state)
            let error = await failure { try await fixture.perform(action, on: dataKey.id) }
            if case .refused(let refusal) = KeyStateTable.outcome(of: action, in: state) {
                #expect(error == .refusedByState(refusal, state: state, action: action), "\(action)")
                let after = try await fixture.service.describeDataKey(dataKey.id, for: fixture.caller).dataKey
                #expect(after == dataKey, "a refused action changes nothing")
            } else {
                #expect(error == nil, "\(action)")
            }
        }
    }

    @Test(arguments: Edition.allCases, KeyState.allCases)
    func `hosting under a CMK in this state`(edition: Edition, state: KeyState) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.externalKey("orders")
        let sealed = try await service.generateDataKey(under: .id(key.id), for: caller).sealed
        try await fixture.bring(key.id, to: state)
        let ways: [(KeyAction, () async throws -> Void)] = [
            (
                .generateDataKey,
                {
                    _ = try await service.generateHostedDataKey(
                        under: .id(key.id), as: DataKeyRequest(name: DataKeyName("made")), for: caller)
                }
            ),
            (
                .importDataKey,
                {
                    _ = try await service.importDataKey(
                        fixture.material(), under: .id(key.id), as: DataKeyRequest(name: DataKeyName("plain")),
                        for: caller)
                }
            ),
            (
                .importDataKey,
                {
                    _ = try await service.importDataKey(
                        sealed: sealed.bytes, as: DataKeyRequest(name: DataKeyName("sealed")), for: caller)
                }
            ),
        ]
        for (action, host) in ways {
            let error = await failure(host)
            if case .refused(let refusal) = KeyStateTable.outcome(of: action, in: state) {
                #expect(error == .refusedByState(refusal, state: state, action: action))
            } else {
                #expect(error == nil)
            }
        }
        let count = try await service.listDataKeys(DataKeyQuery(), for: caller).totalCount
        #expect(count == (state == .enabled ? 3 : 0))
    }

    private func failure(_ body: () async throws -> Void) async -> KeyServiceError? {
        do {
            try await body()
            return nil
        } catch {
            if let error = error as? KeyServiceError { return error }
            Issue.record(error)
            return nil
        }
    }
}

extension KeyServiceFixture {
    /// A hosted data key in the given state.
    func dataKey(
        _ name: String, under key: KeyID, in state: DataKeyState = .enabled
    ) async throws -> HostedDataKey {
        let request = DataKeyRequest(name: try DataKeyName(name))
        let made = try await service.generateHostedDataKey(under: .id(key), as: request, for: caller).hosted
        if state == .enabled { return made }
        let disabled = try await service.disableDataKey(made.id, for: caller)
        return state == .disabled
            ? disabled : try await service.scheduleDataKeyDeletion(made.id, days: 7, for: caller)
    }

    /// Brings an enabled external key to another state.
    func bring(_ key: KeyID, to state: KeyState) async throws {
        switch state {
        case .enabled: break
        case .disabled: try await service.disableKey(.id(key), for: caller)
        case .archived: try await service.archiveKey(.id(key), for: caller)
        case .pendingImport: try await service.deleteImportedKeyMaterial(.id(key), for: caller)
        case .pendingDelete:
            try await service.disableKey(.id(key), for: caller)
            try await service.scheduleKeyDeletion(.id(key), days: 7, for: caller)
        }
    }

    fileprivate func perform(_ action: KeyAction, on id: DataKeyID) async throws {
        switch action {
        case .describeDataKey: _ = try await service.describeDataKey(id, for: caller)
        case .getDataKeyPlaintext: _ = try await service.dataKeyPlaintext(id, for: caller)
        case .getDataKeyCiphertextBlob: _ = try await service.dataKeyCiphertext(id, for: caller)
        case .enableDataKey: try await service.enableDataKey(id, for: caller)
        case .disableDataKey: try await service.disableDataKey(id, for: caller)
        case .scheduleDataKeyDeletion: try await service.scheduleDataKeyDeletion(id, days: 30, for: caller)
        case .cancelDataKeyDeletion: try await service.cancelDataKeyDeletion(id, for: caller)
        case .updateDataKeyName: try await service.updateDataKeyName(id, to: DataKeyName("new-\(id)"), for: caller)
        case .updateDataKeyDescription: try await service.updateDataKeyDescription(id, to: "new", for: caller)
        default: Issue.record("\(action) is not asked of a data key that is there")
        }
    }
}
