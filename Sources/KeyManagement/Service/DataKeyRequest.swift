// SPDX-License-Identifier: Apache-2.0

/// What a data key shall be called that the service is to keep.
public struct DataKeyRequest: Sendable, Hashable {
    /// Its name.
    public var name: DataKeyName
    /// Free text, at most 100 bytes.
    public var summary: String
    /// Its labels.
    public var tags: [KeyTag]

    /// A data key without description and labels, unless said otherwise.
    public init(name: DataKeyName, summary: String = "", tags: [KeyTag] = []) {
        self.name = name
        self.summary = summary
        self.tags = tags
    }

    /// - Throws: ``KeyServiceError/dataKey(_:)`` with ``DataKeyError/descriptionTooLong(byteCount:)``;
    ///   ``KeyServiceError/tags(_:)``.
    func check() throws(KeyServiceError) {
        try DataKeyRequest.check(summary: summary)
        try KeyTag.check(tags)
    }

    static func check(summary: String) throws(KeyServiceError) {
        let byteCount = summary.utf8.count
        guard byteCount <= HostedDataKey.summaryByteCountLimit else {
            throw .dataKey(.descriptionTooLong(byteCount: byteCount))
        }
    }
}

/// A data key just made, in clear and sealed, and what the service keeps of it.
public struct GeneratedDataKey: ~Copyable, Sendable {
    /// The data key for its caller.
    public let dataKey: DataKey
    /// The data key as hosted.
    public let hosted: HostedDataKey
}

/// A hosted data key, and what its CMK is called now.
public struct DescribedDataKey: Sendable, Hashable {
    /// The data key.
    public let dataKey: HostedDataKey
    /// The alias of its CMK.
    public let keyAlias: KeyAlias
}

/// A part of a listing of data keys.
public struct DataKeyListing: Sendable, Hashable {
    /// The data keys of this part.
    public let dataKeys: [DescribedDataKey]
    /// How many data keys match in all.
    public let totalCount: Int

    /// A part as read from a store; of nothing, unless said otherwise.
    public init(dataKeys: [DescribedDataKey] = [], totalCount: Int = 0) {
        self.dataKeys = dataKeys
        self.totalCount = totalCount
    }
}
