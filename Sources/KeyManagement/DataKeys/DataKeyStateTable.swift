// SPDX-License-Identifier: Apache-2.0

/// What an action does to a hosted data key in a given state: its whole life cycle as one pure table.
///
/// What the state of its CMK says comes first, and stands in ``KeyStateTable``.
public enum DataKeyStateTable {
    /// What comes of an action.
    public enum Outcome: Sendable, Equatable {
        /// The action is carried out; the state stays.
        case allowed
        /// The action is carried out; the data key is in this state afterwards.
        case becomes(DataKeyState)
        /// The action is refused.
        case refused(DataKeyRefusal)
        /// The data key is gone.
        case removed
    }

    /// Looks up one cell. An action that is not one on a data key does not go with any state.
    ///
    /// - Parameters:
    ///   - action: what is asked.
    ///   - state: the state at that moment.
    /// - Returns: what the action does.
    public static func outcome(of action: KeyAction, in state: DataKeyState) -> Outcome {
        switch (action, state) {
        case (.describeDataKey, _): .allowed
        case (.getDataKeyPlaintext, .enabled): .allowed
        case (.getDataKeyPlaintext, .disabled): .refused(.dataKeyDisabled)
        case (.getDataKeyPlaintext, .pendingDelete): .refused(.dataKeyPendingDelete)
        case (.getDataKeyCiphertextBlob, .enabled), (.getDataKeyCiphertextBlob, .disabled): .allowed
        case (.updateDataKeyName, .enabled), (.updateDataKeyName, .disabled): .allowed
        case (.updateDataKeyDescription, .enabled), (.updateDataKeyDescription, .disabled): .allowed
        case (.enableDataKey, .enabled), (.disableDataKey, .disabled): .allowed
        case (.enableDataKey, .disabled): .becomes(.enabled)
        case (.disableDataKey, .enabled): .becomes(.disabled)
        case (.scheduleDataKeyDeletion, .disabled): .becomes(.pendingDelete)
        case (.cancelDataKeyDeletion, .pendingDelete): .becomes(.disabled)
        case (.cancelDataKeyDeletion, _): .refused(.dataKeyNotPendingDelete)
        case (.destroyDataKey, .pendingDelete): .removed
        default: .refused(.dataKeyStateNotSupport)
        }
    }
}
