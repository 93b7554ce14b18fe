// SPDX-License-Identifier: Apache-2.0

/// What an action does to a key in a given state: the whole life cycle as one pure table.
public enum KeyStateTable {
    /// What comes of an action.
    public enum Outcome: Sendable, Equatable {
        /// The action is carried out; the state stays.
        case allowed
        /// The action is carried out; the key is in this state afterwards.
        case becomes(KeyState)
        /// The action is refused.
        case refused(StateRefusal)
        /// The key and everything of it is gone.
        case removed
    }

    /// Looks up one cell.
    ///
    /// - Parameters:
    ///   - action: what is asked.
    ///   - state: the state at that moment, expiry taken into account.
    ///   - holdsMaterial: whether the key has usable material; only cancelling a deletion depends on it.
    /// - Returns: what the action does.
    public static func outcome(of action: KeyAction, in state: KeyState, holdsMaterial: Bool = true) -> Outcome {
        switch action {
        case .createKey, .describeKey, .disableKeyRotation, .expireImportParameters, .provisionStore,
            .describeDataKey, .getDataKeyCiphertextBlob, .disableDataKey, .scheduleDataKeyDeletion, .updateDataKeyName,
            .updateDataKeyDescription, .destroyDataKey,
            .createCredential, .disableCredential, .enableCredential, .rotateCredential, .deleteCredential,
            .putCredentialPolicy, .expireCredentialSecret:
            .allowed
        case .encrypt, .decrypt, .reEncrypt, .generateDataKey, .importDataKey, .getDataKeyPlaintext:
            use(action, in: state)
        case .getPublicKey, .signByAsymmetricKey, .verifyByAsymmetricKey, .asymmetricRsaDecrypt, .asymmetricSm2Decrypt:
            state == .enabled ? .allowed : .refused(.cmkStateNotSupport)
        case .enableKey, .disableKey, .archiveKey, .cancelKeyArchive:
            availability(action, in: state)
        case .scheduleKeyDeletion, .cancelKeyDeletion, .destroyKey:
            deletion(action, in: state, holdsMaterial: holdsMaterial)
        case .updateAlias, .updateKeyDescription, .bindCloudResource, .unbindCloudResource, .enableDataKey,
            .cancelDataKeyDeletion:
            state == .pendingDelete ? .refused(.cmkStateNotSupport) : .allowed
        case .getParametersForImport, .importKeyMaterial, .deleteImportedKeyMaterial, .expireKeyMaterial:
            material(action, in: state)
        case .enableKeyRotation, .rotateKey:
            rotation(action, in: state)
        }
    }

    /// Encrypting needs `Enabled`; decrypting takes `Archived` too.
    private static func use(_ action: KeyAction, in state: KeyState) -> Outcome {
        switch state {
        case .enabled: .allowed
        case .disabled: .refused(.cmkDisabled)
        case .pendingDelete: .refused(makesDataKey(action) ? .keyPendingDelete : .cmkStateNotSupport)
        case .pendingImport: .refused(.cmkStateNotSupport)
        case .archived: action == .decrypt || action == .getDataKeyPlaintext ? .allowed : .refused(.cmkArchived)
        }
    }

    private static func makesDataKey(_ action: KeyAction) -> Bool {
        action == .generateDataKey || action == .importDataKey
    }

    private static func availability(_ action: KeyAction, in state: KeyState) -> Outcome {
        switch (action, state) {
        case (.enableKey, .enabled), (.disableKey, .disabled), (.archiveKey, .archived): .allowed
        case (.enableKey, .disabled), (.cancelKeyArchive, .archived): .becomes(.enabled)
        case (.disableKey, .enabled): .becomes(.disabled)
        case (.archiveKey, .enabled), (.archiveKey, .disabled): .becomes(.archived)
        default: .refused(.cmkStateNotSupport)
        }
    }

    private static func deletion(_ action: KeyAction, in state: KeyState, holdsMaterial: Bool) -> Outcome {
        switch (action, state) {
        case (.scheduleKeyDeletion, .disabled), (.scheduleKeyDeletion, .pendingImport): .becomes(.pendingDelete)
        case (.scheduleKeyDeletion, .enabled): .refused(.cmkShouldBeDisabled)
        case (.cancelKeyDeletion, .pendingDelete): .becomes(holdsMaterial ? .disabled : .pendingImport)
        case (.cancelKeyDeletion, _): .refused(.cmkNotPendingDelete)
        case (.destroyKey, .pendingDelete): .removed
        default: .refused(.cmkStateNotSupport)
        }
    }

    private static func material(_ action: KeyAction, in state: KeyState) -> Outcome {
        switch (action, state) {
        case (.getParametersForImport, .pendingDelete): .refused(.cmkStateNotSupport)
        case (.getParametersForImport, _): .allowed
        case (.importKeyMaterial, .enabled): .allowed
        case (.importKeyMaterial, .pendingImport): .becomes(.enabled)
        case (.deleteImportedKeyMaterial, .enabled), (.deleteImportedKeyMaterial, .disabled),
            (.deleteImportedKeyMaterial, .archived):
            .becomes(.pendingImport)
        case (.expireKeyMaterial, .pendingDelete), (.expireKeyMaterial, .pendingImport): .allowed
        case (.expireKeyMaterial, _): .becomes(.pendingImport)
        default: .refused(.cmkStateNotSupport)
        }
    }

    /// A key in `PendingImport` is always external, and external keys do not rotate.
    private static func rotation(_ action: KeyAction, in state: KeyState) -> Outcome {
        switch (action, state) {
        case (_, .enabled): .allowed
        case (.enableKeyRotation, .pendingImport): .refused(.externalCmkCanNotRotate)
        case (.rotateKey, .pendingImport): .refused(.rotateNotSupported)
        default: .refused(.cmkStateNotSupport)
        }
    }
}

/// Why a state refuses an action; the raw value is the last segment of the API's error code.
public enum StateRefusal: String, Sendable, CaseIterable {
    /// The key is disabled.
    case cmkDisabled = "CmkDisabled"
    /// The key is archived: it decrypts only.
    case cmkArchived = "CmkArchived"
    /// The action does not go with the state.
    case cmkStateNotSupport = "CmkStateNotSupport"
    /// The key waits for its deletion.
    case keyPendingDelete = "KeyPendingDelete"
    /// The key must be disabled first.
    case cmkShouldBeDisabled = "CmkShouldBeDisabled"
    /// The key does not wait for its deletion.
    case cmkNotPendingDelete = "CmkNotPendingDelete"
    /// External keys do not rotate.
    case externalCmkCanNotRotate = "ExternalCmkCanNotRotate"
    /// The key does not rotate: external, or periodic rotation is off.
    case rotateNotSupported = "RotateNotSupported"
}
