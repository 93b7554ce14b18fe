// SPDX-License-Identifier: Apache-2.0

extension KeyService {
    /// The key as it is now; in any state.
    ///
    /// - Throws: ``KeyServiceError/keyNotFound(_:)``; ``KeyServiceError/store(_:)``.
    public func describeKey(
        _ selector: KeySelector, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        try await current(selector, by: .describeKey, for: caller)
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

    /// Carries out what is due on the keys of the store, whether the caller may touch them or not. Reads no other key.
    func settleAll(for caller: Caller) async throws(KeyServiceError) {
        while true {
            let due = try await keysDue()
            guard !due.isEmpty else { return }
            for id in due.map(\.id) {
                try await attempting { () async throws(KeyServiceError) in
                    if let key = try await load(.id(id)) { _ = try await settle(key, for: caller) }
                }
            }
        }
    }

    /// How many keys, or data keys, that are due are asked for at once.
    static let dueCountLimit = 100

    private func keysDue() async throws(KeyServiceError) -> [CustomerMasterKey] {
        do throws(KeyStoreError) {
            return try await store.keysDue(at: clock.now, limit: KeyService.dueCountLimit)
        } catch {
            throw .store(error)
        }
    }

    private func page(_ query: KeyQuery) async throws(KeyServiceError) -> KeyPage {
        do throws(KeyStoreError) { return try await store.keys(query) } catch { throw .store(error) }
    }
}
