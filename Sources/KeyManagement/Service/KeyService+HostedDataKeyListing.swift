// SPDX-License-Identifier: Apache-2.0

extension KeyService {
    /// The data key as it is now; in any state, whatever the state of its CMK.
    ///
    /// - Throws: ``KeyServiceError/dataKey(_:)`` with ``DataKeyError/notFound(_:)``; ``KeyServiceError/store(_:)``.
    public func describeDataKey(
        _ id: DataKeyID, for caller: Caller
    ) async throws(KeyServiceError) -> DescribedDataKey {
        let (dataKey, key) = try await currentDataKey(id, by: .describeDataKey, for: caller)
        return DescribedDataKey(dataKey: dataKey, keyAlias: key.alias)
    }

    /// Several data keys as they are now, in the order of `ids`.
    ///
    /// - Parameters:
    ///   - ids: 1 to 100 data keys, each once.
    ///   - caller: on whose behalf.
    /// - Returns: the data keys.
    /// - Throws: ``KeyServiceError/batch(_:)`` and ``DataKeyError/duplicatedID(_:)``; ``DataKeyError/notFound(_:)`` for
    ///   the first that is not there; ``KeyServiceError/store(_:)``.
    public func describeDataKeys(
        _ ids: [DataKeyID], for caller: Caller
    ) async throws(KeyServiceError) -> [DescribedDataKey] {
        try KeyService.check(dataKeyBatch: ids)
        var described: [DescribedDataKey] = []
        for id in ids { described.append(try await describeDataKey(id, for: caller)) }
        return described
    }

    /// The data keys that match, as they are now: deletion dates that have come are carried out first.
    ///
    /// - Throws: ``KeyServiceError/unauthorized(action:key:)``; ``KeyServiceError/keyNotFound(_:)`` when the query names a CMK that is not there;
    ///   ``KeyServiceError/store(_:)``; ``KeyServiceError/busy``.
    public func listDataKeys(
        _ query: DataKeyQuery, for caller: Caller
    ) async throws(KeyServiceError) -> DataKeyListing {
        try authorise(caller)
        try await settleAll(for: caller)
        try await settleDataKeys(for: caller)
        if let keyID = query.keyID { _ = try await current(.id(keyID), by: .describeDataKey, for: caller) }
        let page = try await page(query)
        var aliases: [KeyID: KeyAlias] = [:]
        for keyID in Set(page.dataKeys.map(\.keyID)) { aliases[keyID] = try await load(.id(keyID))?.alias }
        // A key that went since the page was read took its data keys along.
        let described = page.dataKeys.compactMap { dataKey in
            aliases[dataKey.keyID].map { DescribedDataKey(dataKey: dataKey, keyAlias: $0) }
        }
        return DataKeyListing(dataKeys: described, totalCount: page.totalCount)
    }
}
