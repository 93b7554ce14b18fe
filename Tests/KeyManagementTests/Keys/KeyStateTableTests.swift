// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

/// The state × action table of the API, written out once more by hand: a row an action, a column a state.
@Suite struct KeyStateTableTests {
    typealias Outcome = KeyStateTable.Outcome

    static let no = Outcome.refused(.cmkStateNotSupport)
    static let states: [KeyState] = [.enabled, .disabled, .pendingDelete, .pendingImport, .archived]

    static let rows: [(KeyAction, [Outcome])] = [
        (.encrypt, [.allowed, .refused(.cmkDisabled), no, no, .refused(.cmkArchived)]),
        (.reEncrypt, [.allowed, .refused(.cmkDisabled), no, no, .refused(.cmkArchived)]),
        (
            .generateDataKey,
            [.allowed, .refused(.cmkDisabled), .refused(.keyPendingDelete), no, .refused(.cmkArchived)]
        ),
        (.decrypt, [.allowed, .refused(.cmkDisabled), no, no, .allowed]),
        (.getPublicKey, [.allowed, no, no, no, no]),
        (.signByAsymmetricKey, [.allowed, no, no, no, no]),
        (.verifyByAsymmetricKey, [.allowed, no, no, no, no]),
        (.asymmetricRsaDecrypt, [.allowed, no, no, no, no]),
        (.asymmetricSm2Decrypt, [.allowed, no, no, no, no]),
        (.createKey, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.describeKey, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.enableKey, [.allowed, .becomes(.enabled), no, no, no]),
        (.disableKey, [.becomes(.disabled), .allowed, no, no, no]),
        (.archiveKey, [.becomes(.archived), .becomes(.archived), no, no, .allowed]),
        (.cancelKeyArchive, [no, no, no, no, .becomes(.enabled)]),
        (
            .scheduleKeyDeletion,
            [.refused(.cmkShouldBeDisabled), .becomes(.pendingDelete), no, .becomes(.pendingDelete), no]
        ),
        (
            .cancelKeyDeletion,
            [
                .refused(.cmkNotPendingDelete), .refused(.cmkNotPendingDelete), .becomes(.disabled),
                .refused(.cmkNotPendingDelete), .refused(.cmkNotPendingDelete),
            ]
        ),
        (.updateAlias, [.allowed, .allowed, no, .allowed, .allowed]),
        (.updateKeyDescription, [.allowed, .allowed, no, .allowed, .allowed]),
        (.getParametersForImport, [.allowed, .allowed, no, .allowed, .allowed]),
        (.importKeyMaterial, [.allowed, no, no, .becomes(.enabled), no]),
        (
            .deleteImportedKeyMaterial,
            [.becomes(.pendingImport), .becomes(.pendingImport), no, no, .becomes(.pendingImport)]
        ),
        (.enableKeyRotation, [.allowed, no, no, .refused(.externalCmkCanNotRotate), no]),
        (.disableKeyRotation, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.rotateKey, [.allowed, no, no, .refused(.rotateNotSupported), no]),
        (
            .expireKeyMaterial,
            [.becomes(.pendingImport), .becomes(.pendingImport), .allowed, .allowed, .becomes(.pendingImport)]
        ),
        (.expireImportParameters, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.destroyKey, [no, no, .removed, no, no]),
        (.bindCloudResource, [.allowed, .allowed, no, .allowed, .allowed]),
        (.unbindCloudResource, [.allowed, .allowed, no, .allowed, .allowed]),
        (
            .importDataKey,
            [.allowed, .refused(.cmkDisabled), .refused(.keyPendingDelete), no, .refused(.cmkArchived)]
        ),
        (.getDataKeyPlaintext, [.allowed, .refused(.cmkDisabled), no, no, .allowed]),
        (.getDataKeyCiphertextBlob, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.describeDataKey, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.enableDataKey, [.allowed, .allowed, no, .allowed, .allowed]),
        (.disableDataKey, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.scheduleDataKeyDeletion, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.cancelDataKeyDeletion, [.allowed, .allowed, no, .allowed, .allowed]),
        (.updateDataKeyName, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.updateDataKeyDescription, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.destroyDataKey, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.provisionStore, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.createCredential, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.disableCredential, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.enableCredential, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.rotateCredential, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.deleteCredential, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.putCredentialPolicy, [.allowed, .allowed, .allowed, .allowed, .allowed]),
        (.expireCredentialSecret, [.allowed, .allowed, .allowed, .allowed, .allowed]),
    ]

    @Test func `every action has a row`() {
        #expect(Set(Self.rows.map(\.0)) == Set(KeyAction.allCases))
        #expect(Set(Self.states) == Set(KeyState.allCases))
    }

    @Test(arguments: rows)
    func `every cell is as documented`(action: KeyAction, outcomes: [Outcome]) {
        for (state, outcome) in zip(Self.states, outcomes) {
            #expect(KeyStateTable.outcome(of: action, in: state) == outcome, "\(action) in \(state)")
        }
    }

    @Test func `cancelling the deletion of a key without material waits for it`() {
        #expect(
            KeyStateTable.outcome(of: .cancelKeyDeletion, in: .pendingDelete, holdsMaterial: false)
                == .becomes(.pendingImport))
    }
}
