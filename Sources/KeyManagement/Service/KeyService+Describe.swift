// SPDX-License-Identifier: Apache-2.0

extension KeyService {
    /// The key as it is now; in any state.
    ///
    /// - Throws: ``KeyServiceError/keyNotFound(_:)``; ``KeyServiceError/store(_:)``.
    public func describeKey(
        _ selector: KeySelector, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try await current(selector, for: caller)
    }

    /// The keys that match, as they are now: what is due by expiry or deletion is carried out first.
    ///
    /// The caller's policy allows a listing whole or not at all; it does not choose among the keys.
    ///
    /// - Throws: ``KeyServiceError/unauthorized(action:key:)``; ``KeyServiceError/store(_:)``;
    ///   ``KeyServiceError/busy``.
    public func listKeys(_ query: KeyQuery, for caller: Caller) async throws(KeyServiceError) -> KeyPage {
        try authorise(caller)
        try await settleAll(for: caller)
        return try await page(query)
    }

    /// Carries out what is due on every key of the store, whether the caller may touch it or not.
    func settleAll(for caller: Caller) async throws(KeyServiceError) {
        var query = KeyQuery(newestFirst: false)
        while true {
            let keys = try await page(query).keys
            for key in keys where key.settled(at: clock.now) != .unchanged {
                let isThere = try await attempting { () async throws(KeyServiceError) in
                    guard let key = try await load(.id(key.id)) else { return false }
                    return try await settle(key, for: caller) != nil
                }
                if !isThere { query.offset -= 1 }  // the next page begins one earlier
            }
            guard keys.count == query.limit else { return }
            query.offset += query.limit
        }
    }

    private func page(_ query: KeyQuery) async throws(KeyServiceError) -> KeyPage {
        do throws(KeyStoreError) { return try await store.keys(query) } catch { throw .store(error) }
    }
}
