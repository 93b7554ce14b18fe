// SPDX-License-Identifier: Apache-2.0

/// The state of a hosted data key, by the API's names.
public enum DataKeyState: String, Sendable, CaseIterable, Codable {
    /// Its plaintext is given out.
    case enabled = "Enabled"
    /// Its plaintext is not given out.
    case disabled = "Disabled"
    /// Waits for its deletion date; unusable until the deletion is cancelled.
    case pendingDelete = "PendingDelete"
}

/// Why a data key's state refuses an action; the raw value is the last segment of the API's error code.
public enum DataKeyRefusal: String, Sendable, CaseIterable {
    /// The data key is disabled.
    case dataKeyDisabled = "DataKeyDisabled"
    /// The data key waits for its deletion.
    case dataKeyPendingDelete = "DataKeyPendingDelete"
    /// The data key does not wait for its deletion.
    case dataKeyNotPendingDelete = "DataKeyNotPendingDelete"
    /// The action does not go with the state.
    case dataKeyStateNotSupport = "DataKeyStateNotSupport"
}
