// SPDX-License-Identifier: Apache-2.0

/// Where hosted data keys rest: the part of a ``KeyStore`` that reads them. They change by ``StoreChange``.
public protocol DataKeyStore: Sendable {
    /// The data key of that ID or name as stored, or nil.
    ///
    /// - Throws: ``KeyStoreError/unavailable(_:)``; ``KeyStoreError/damaged(_:)``.
    func dataKey(_ selector: DataKeySelector) async throws(KeyStoreError) -> HostedDataKey?

    /// A page of the data keys that match, and the count of all that match, both of one moment.
    ///
    /// In the order of ``KeyStore/keys(_:)``. A negative offset or limit counts as 0.
    ///
    /// - Throws: ``KeyStoreError/unavailable(_:)``; ``KeyStoreError/damaged(_:)``.
    func dataKeys(_ query: DataKeyQuery) async throws(KeyStoreError) -> DataKeyPage

    /// The data keys whose deletion date is not later than `now`; order, limit and errors as ``KeyStore/keysDue(at:limit:)``.
    func dataKeysDue(at now: UnixTime, limit: Int) async throws(KeyStoreError) -> [HostedDataKey]
}

/// Names one hosted data key of a store: by ID or by name.
public enum DataKeySelector: Sendable, Hashable {
    /// The data key with this ID.
    case id(DataKeyID)
    /// The data key that has this name now.
    case name(DataKeyName)
}

/// Which data keys to list, in which order, which part of them.
public struct DataKeyQuery: Sendable, Hashable {
    /// Only data keys in these states as stored; nil for all.
    public var states: Set<DataKeyState>?
    /// Only data keys of this origin; nil for both.
    public var origin: KeyOrigin?
    /// Only data keys of this CMK; nil for all.
    public var keyID: KeyID?
    /// Only data keys of this length in bytes; nil for all.
    public var byteCount: Int?
    /// Only data keys whose ID or name contains this text, byte by byte, no character a wildcard; nil or empty for all.
    public var search: String?
    /// Only data keys that match every one of these.
    public var tags: [TagFilter]
    /// Newest first, or oldest first; by ID where the time is the same.
    public var newestFirst: Bool
    /// How many matching data keys to skip.
    public var offset: Int
    /// How many to return at most.
    public var limit: Int

    /// All data keys, newest first, the first hundred.
    public init(
        states: Set<DataKeyState>? = nil, origin: KeyOrigin? = nil, keyID: KeyID? = nil, byteCount: Int? = nil,
        search: String? = nil, tags: [TagFilter] = [], newestFirst: Bool = true, offset: Int = 0, limit: Int = 100
    ) {
        self.states = states
        self.origin = origin
        self.keyID = keyID
        self.byteCount = byteCount
        self.search = search
        self.tags = tags
        self.newestFirst = newestFirst
        self.offset = offset
        self.limit = limit
    }
}

/// A page of a listing of data keys.
public struct DataKeyPage: Sendable, Hashable {
    /// The data keys of this page.
    public let dataKeys: [HostedDataKey]
    /// How many data keys match in all.
    public let totalCount: Int

    /// A page as read from a store.
    public init(dataKeys: [HostedDataKey], totalCount: Int) {
        self.dataKeys = dataKeys
        self.totalCount = totalCount
    }
}
