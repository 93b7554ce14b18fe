// SPDX-License-Identifier: Apache-2.0

extension KeyService {
    /// The store's keys in numbers, as they are now; for whoever watches the service. One call of the store, no record.
    ///
    /// - Throws: ``KeyServiceError/store(_:)``.
    public func statistics() async throws(KeyServiceError) -> KeyStatistics {
        do throws(KeyStoreError) { return try await store.statistics(at: clock.now) } catch { throw .store(error) }
    }

    /// Whether the store takes changes now.
    ///
    /// - Throws: ``KeyServiceError/store(_:)``.
    public func probeStore() async throws(KeyServiceError) {
        do throws(KeyStoreError) { try await store.probe() } catch { throw .store(error) }
    }
}
