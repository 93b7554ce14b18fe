// SPDX-License-Identifier: Apache-2.0

/// Where keys and wrapped secrets rest. Knows no cryptography: every secret it sees is sealed under the root key.
///
/// Safe to call from several tasks, and from several processes where the store allows it. A change that returned is
/// durable: it survives the end of the process and of the machine's power.
public protocol KeyStore: DataKeyStore, StoreCensus {
    /// The key of that ID or alias as stored, or nil.
    ///
    /// - Throws: ``KeyStoreError/unavailable(_:)``; ``KeyStoreError/damaged(_:)``.
    func key(_ selector: KeySelector) async throws(KeyStoreError) -> CustomerMasterKey?

    /// A page of the keys that match, and the count of all that match, both of one moment.
    ///
    /// In the order of creation; keys of the same second in ascending order of their IDs' bytes, whichever way the times
    /// go. A negative offset or limit counts as 0.
    ///
    /// - Throws: ``KeyStoreError/unavailable(_:)``; ``KeyStoreError/damaged(_:)``.
    func keys(_ query: KeyQuery) async throws(KeyStoreError) -> KeyPage

    /// The keys to which time alone does something at `now` (``CustomerMasterKey/settled(at:)``), those due first in front;
    /// of the same second in ascending order of their IDs' bytes. The others are not read.
    ///
    /// - Parameters:
    ///   - now: keys due at that moment or before.
    ///   - limit: how many to return at most; negative counts as 0.
    /// - Returns: the keys as stored.
    /// - Throws: ``KeyStoreError/unavailable(_:)``; ``KeyStoreError/damaged(_:)``.
    func keysDue(at now: UnixTime, limit: Int) async throws(KeyStoreError) -> [CustomerMasterKey]

    /// The secret of that name as it rests, or nil.
    ///
    /// - Throws: ``KeyStoreError/unavailable(_:)``; ``KeyStoreError/damaged(_:)``.
    func secret(_ name: SecretName) async throws(KeyStoreError) -> WrappedSecret?

    /// Carries out changes in one transaction, their audit records with them: all or nothing.
    ///
    /// Each change is made on what those before it left. Of one change, secrets are removed before others are stored,
    /// so a name in both parts holds the new secret afterwards. Erased secrets are overwritten, not only unlinked.
    /// Changes once begun are carried out or refused, also when the calling task is cancelled meanwhile: what is
    /// reported is what happened.
    ///
    /// - Throws: ``KeyStoreError/revisionConflict`` when what a change demands is not so, when its key or data key is at
    ///   another revision or gone, when an inserted ID is there already, or when the new value does not raise the
    ///   revision; ``KeyStoreError/keyLimitReached`` when a change demands fewer keys than there are;
    ///   ``KeyStoreError/aliasTaken`` when another key has the alias, ``KeyStoreError/dataKeyNameTaken`` when
    ///   another data key has the name, looked at after that; ``KeyStoreError/unavailable(_:)``;
    ///   ``KeyStoreError/damaged(_:)``. Nothing was changed then.
    func commit(_ changes: [StoreChange]) async throws(KeyStoreError)

    /// Whether a change could be made now: writes to the disk what stands there already.
    ///
    /// - Throws: ``KeyStoreError/unavailable(_:)``; ``KeyStoreError/damaged(_:)``.
    func probe() async throws(KeyStoreError)

    /// Records uses in one transaction, in the order given: each whose keys all are at the revisions it names.
    ///
    /// What is recorded is durable before this returns. It is carried out also when the calling task is cancelled
    /// meanwhile.
    ///
    /// - Returns: an outcome for each use, in the same order: success; ``KeyStoreError/revisionConflict`` when one of its
    ///   keys is at another revision or gone, and no record of it was written; or, for all of them alike and with none
    ///   recorded, ``KeyStoreError/unavailable(_:)`` or ``KeyStoreError/damaged(_:)``.
    func record(_ uses: [KeyUse]) async -> [Result<Void, KeyStoreError>]
}

extension KeyStore {
    /// Carries out one change in a transaction of its own.
    ///
    /// - Throws: as committing several.
    public func commit(_ change: StoreChange) async throws(KeyStoreError) { try await commit([change]) }
}

/// Which keys to list, in which order, which part of them.
public struct KeyQuery: Sendable, Hashable {
    /// Only keys in these states as stored; nil for all.
    public var states: Set<KeyState>?
    /// Only keys of this origin; nil for both.
    public var origin: KeyOrigin?
    /// Only keys of this usage; nil for all.
    public var usage: KeyUsage?
    /// Only keys whose ID or alias contains this text, byte by byte, no character a wildcard; nil or empty for all.
    public var search: String?
    /// Only keys that match every one of these.
    public var tags: [TagFilter]
    /// Newest first, or oldest first; by ID where the time is the same.
    public var newestFirst: Bool
    /// How many matching keys to skip.
    public var offset: Int
    /// How many to return at most.
    public var limit: Int

    /// All keys, newest first, the first hundred.
    public init(
        states: Set<KeyState>? = nil, origin: KeyOrigin? = nil, usage: KeyUsage? = nil, search: String? = nil,
        tags: [TagFilter] = [], newestFirst: Bool = true, offset: Int = 0, limit: Int = 100
    ) {
        self.states = states
        self.origin = origin
        self.usage = usage
        self.search = search
        self.tags = tags
        self.newestFirst = newestFirst
        self.offset = offset
        self.limit = limit
    }
}

/// A page of a listing.
public struct KeyPage: Sendable, Hashable {
    /// The keys of this page.
    public let keys: [CustomerMasterKey]
    /// How many keys match in all.
    public let totalCount: Int

    /// A page as read from a store.
    public init(keys: [CustomerMasterKey], totalCount: Int) {
        self.keys = keys
        self.totalCount = totalCount
    }
}

/// Why a store did not do what it was asked. Never holds a secret.
@nonexhaustive public enum KeyStoreError: Error, Sendable, Hashable {
    /// The key is not, or no longer, at the revision that the change was made from. Read it again and decide anew.
    case revisionConflict
    /// Another key has this alias.
    case aliasTaken
    /// The store has as many keys as a change demanded that it have at most.
    case keyLimitReached
    /// Another data key has this name.
    case dataKeyNameTaken
    /// Another credential has this name.
    case nameTaken
    /// The store cannot be reached, read or written, such as a full disk. The text says which.
    case unavailable(String)
    /// Bytes that the store holds are not what was written.
    case damaged(String)
    /// The store was refused at opening: other edition, newer schema, other root key, no store. The text says which.
    case unfit(String)
}

extension KeyStoreError: CustomStringConvertible {
    /// What is wrong. What to do.
    public var description: String {
        switch self {
        case .revisionConflict: "The key was changed by somebody else meanwhile. Try again."
        case .aliasTaken: "Another key has this alias. Choose another one."
        case .keyLimitReached: "There are as many keys as there may be. Delete one."
        case .dataKeyNameTaken: "Another data key has this name. Choose another one."
        case .nameTaken: "Another credential has this name. Choose another one."
        case .unavailable(let reason):
            "The key store cannot be used: \(reason). Nothing was changed; run `hufu doctor`."
        case .damaged(let reason): "The key store is damaged: \(reason). Restore it from a backup."
        case .unfit(let reason): "The key store was not opened: \(reason)."
        }
    }
}
