// SPDX-License-Identifier: Apache-2.0

/// The state of a customer master key, by the API's names.
public enum KeyState: String, Sendable, CaseIterable, Codable {
    /// Encrypts and decrypts.
    case enabled = "Enabled"
    /// Neither encrypts nor decrypts.
    case disabled = "Disabled"
    /// Waits for its deletion date; unusable until the deletion is cancelled.
    case pendingDelete = "PendingDelete"
    /// An external key without usable material: new, deleted or expired.
    case pendingImport = "PendingImport"
    /// Decrypts only.
    case archived = "Archived"

    /// Whether a key in this state counts where the number of keys is limited: all do but those that wait for their end.
    public var countsTowardsLimit: Bool { self != .pendingDelete }
}

/// Who made the material of a key. The raw value stands in stored rows.
public enum KeyOrigin: String, Sendable, CaseIterable, Codable {
    /// The engine, from the edition's own generator.
    case `internal`
    /// The owner, who imports it and keeps its only backup.
    case external
}
