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
    /// - Throws: ``KeyServiceError/store(_:)``; ``KeyServiceError/busy``.
    public func listKeys(_ query: KeyQuery, for caller: Caller) async throws(KeyServiceError) -> KeyPage {
        try await settleAll(for: caller)
        return try await page(query)
    }

    /// Carries out what is due on every key of the store.
    func settleAll(for caller: Caller) async throws(KeyServiceError) {
        var query = KeyQuery(newestFirst: false)
        while true {
            let keys = try await page(query).keys
            for key in keys where key.settled(at: clock.now) != .unchanged {
                do throws(KeyServiceError) {
                    _ = try await current(.id(key.id), for: caller)
                } catch .keyNotFound {
                    query.offset -= 1  // the key is gone, so the next page begins one earlier
                }
            }
            guard keys.count == query.limit else { return }
            query.offset += query.limit
        }
    }

    private func page(_ query: KeyQuery) async throws(KeyServiceError) -> KeyPage {
        do throws(KeyStoreError) { return try await store.keys(query) } catch { throw .store(error) }
    }
}
