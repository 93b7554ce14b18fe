// SPDX-License-Identifier: Apache-2.0

/// How long a service keeps keys that it has read, and what computes under them, in memory.
///
/// Whatever it says, a use is answered only when the store records it, and the store records it only while the key is at
/// the revision that was used: a cached key never outlives a change of its state, whoever made it.
public struct KeyCachePolicy: Sendable, Hashable {
    /// How long after it was read a key is read anew, by a clock that nobody sets.
    public var lifetime: Duration
    /// After how many uses a key is read anew.
    public var useLimit: Int
    /// How many keys are kept; one more, and the one least recently used goes.
    public var keyLimit: Int

    /// Limits of the caller's choice; a limit of 0 keeps nothing.
    public init(lifetime: Duration, useLimit: Int, keyLimit: Int) {
        self.lifetime = lifetime
        self.useLimit = useLimit
        self.keyLimit = keyLimit
    }

    /// For a server: five minutes, a million uses, 1,024 keys.
    public static let standard = KeyCachePolicy(lifetime: .seconds(300), useLimit: 1_000_000, keyLimit: 1_024)

    /// Every use reads its key and unwraps the material; nothing is kept. For commands.
    public static let off = KeyCachePolicy(lifetime: .zero, useLimit: 0, keyLimit: 0)
}
