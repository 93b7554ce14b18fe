// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Synchronization

/// Keys as they were read, and the derivations keyed with their material, within the limits of a ``KeyCachePolicy``.
///
/// It answers from memory and is never asked whether a key may be used: that is decided on the key's state and dates at
/// each use, and by the store when it records the use. Shared between tasks; one short lock.
final class KeyCache: Sendable {
    /// A moment of the cache: what was read before it may be older than an eviction after it.
    struct Moment: Sendable {
        fileprivate let evictionCount: UInt64
    }

    private struct Entry {
        let key: CustomerMasterKey
        let readAt: Duration
        var usesLeft: Int
        var lastUse: UInt64
        /// By version of the material; freed, and so wiped, with the entry and the last use under way.
        var derivations: [UInt32: any KeyDerivation] = [:]
    }

    private struct Content {
        var entries: [KeyID: Entry] = [:]
        var ids: [KeyAlias: KeyID] = [:]
        var useCount: UInt64 = 0
        var evictionCount: UInt64 = 0

        mutating func remove(_ id: KeyID) {
            guard let entry = entries.removeValue(forKey: id) else { return }
            if ids[entry.key.alias] == id { ids[entry.key.alias] = nil }
        }
    }

    /// How many versions of one key keep their derivation.
    static let versionLimit = 16

    private let policy: KeyCachePolicy
    private let uptime: @Sendable () -> Duration
    private let content = Mutex(Content())

    /// - Parameters:
    ///   - policy: the limits.
    ///   - uptime: the time since some moment that stays the same; never set back.
    init(_ policy: KeyCachePolicy, uptime: @escaping @Sendable () -> Duration) {
        self.policy = policy
        self.uptime = uptime
    }

    /// The time since this code first asked, on a clock that also counts while the machine sleeps.
    static let systemUptime: @Sendable () -> Duration = { ContinuousClock.now - start }
    private static let start = ContinuousClock.now

    /// To be taken before a key is read that shall be kept.
    var moment: Moment { content.withLock { Moment(evictionCount: $0.evictionCount) } }

    /// The key of that ID or alias as it was read, and one use less for it; nil when it is not here or beyond a limit.
    func key(_ selector: KeySelector) -> CustomerMasterKey? {
        guard policy.keyLimit > 0 else { return nil }
        let now = uptime()
        return content.withLock { content in
            let found: KeyID? =
                switch selector {
                case .id(let id): id
                case .alias(let alias): content.ids[alias]
                }
            guard let id = found, let index = content.entries.index(forKey: id) else { return nil }
            guard !isExpired(content.entries.values[index], at: now) else {
                content.remove(id)
                return nil
            }
            content.useCount += 1
            content.entries.values[index].usesLeft -= 1
            content.entries.values[index].lastUse = content.useCount
            return content.entries.values[index].key
        }
    }

    /// Keeps a key that was read after `moment`, unless something was evicted since then: the change that did it may not
    /// be in what was read.
    func keep(_ key: CustomerMasterKey, readAfter moment: Moment) {
        guard policy.keyLimit > 0, policy.useLimit > 0 else { return }
        let now = uptime()
        content.withLock { content in
            guard content.evictionCount == moment.evictionCount else { return }
            content.remove(key.id)
            makeRoom(in: &content, at: now)
            content.useCount += 1
            content.ids[key.alias] = key.id
            content.entries[key.id] = Entry(
                key: key, readAt: now, usesLeft: policy.useLimit - 1, lastUse: content.useCount)
        }
    }

    /// What derives under one version of `key`; nil when it is not here, or of another revision.
    func derivation(of key: CustomerMasterKey, version: UInt32) -> (any KeyDerivation)? {
        content.withLock { content in
            guard let entry = content.entries[key.id], entry.key.revision == key.revision else { return nil }
            return entry.derivations[version]
        }
    }

    /// Keeps what derives under one version of `key` while that key itself, at this revision, is kept.
    func keep(_ derivation: any KeyDerivation, of key: CustomerMasterKey, version: UInt32) {
        content.withLock { content in
            guard let index = content.entries.index(forKey: key.id),
                content.entries.values[index].key.revision == key.revision
            else { return }
            if content.entries.values[index].derivations.count >= KeyCache.versionLimit {
                content.entries.values[index].derivations = [:]
            }
            content.entries.values[index].derivations[version] = derivation
        }
    }

    /// Forgets a key that changed, or may have. What is being read at this moment is not kept either.
    func evict(_ id: KeyID) {
        content.withLock { content in
            content.evictionCount += 1
            content.remove(id)
        }
    }

    /// Forgets what is beyond its lifetime.
    func evictExpired() {
        let now = uptime()
        content.withLock { removeExpired(from: &$0, at: now) }
    }

    private func isExpired(_ entry: Entry, at now: Duration) -> Bool {
        entry.usesLeft <= 0 || now - entry.readAt >= policy.lifetime
    }

    private func removeExpired(from content: inout Content, at now: Duration) {
        for id in content.entries.filter({ isExpired($0.value, at: now) }).keys { content.remove(id) }
    }

    private func makeRoom(in content: inout Content, at now: Duration) {
        guard content.entries.count >= policy.keyLimit else { return }
        removeExpired(from: &content, at: now)
        while content.entries.count >= policy.keyLimit {
            guard let oldest = content.entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
            content.remove(oldest.key)
        }
    }
}
