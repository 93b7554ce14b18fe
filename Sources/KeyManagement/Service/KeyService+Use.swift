// SPDX-License-Identifier: Apache-2.0

/// Which keys one use has touched so far, each as it was read.
struct UseDraft: Sendable {
    /// What is asked.
    let action: KeyAction
    /// On whose behalf.
    let caller: Caller
    /// Whether approved functions alone serve it.
    var isApproved = true
    private(set) var keys: [KeyRevision] = []

    init(_ action: KeyAction, for caller: Caller) {
        self.action = action
        self.caller = caller
    }

    /// Notes a key. One that is read twice is noted twice: it must have stood the same both times.
    mutating func note(_ key: CustomerMasterKey) {
        keys.append(KeyRevision(keyID: key.id, revision: key.revision))
    }

    /// The key noted last, after a change that this use itself made.
    mutating func moveOn(to key: CustomerMasterKey) {
        keys.removeLast()
        note(key)
    }
}

// A use of keys changes none of them. It is answered once the store has recorded it, which it does only while each key is
// at the revision that was used: that moment is when the use happened, in one order with all changes of the key.
extension KeyService {
    /// Carries out a use and records it, refused or not, before it is answered; begins anew when a key changed meanwhile.
    ///
    /// A use that found no key leaves no record: there is no key whose trail it would belong to.
    ///
    /// - Parameters:
    ///   - action: what the records say was asked.
    ///   - caller: on whose behalf.
    ///   - body: takes keys by ``key(_:in:demanding:)`` only; what it returns is dropped when the use is not recorded.
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws; ``KeyServiceError/store(_:)`` when the use cannot be recorded;
    ///   ``KeyServiceError/busy`` after several beginnings.
    func use<Result: ~Copyable>(
        by action: KeyAction, for caller: Caller,
        _ body: (inout UseDraft) async throws(KeyServiceError) -> Result
    ) async throws(KeyServiceError) -> Result {
        try await attempting { () async throws(KeyServiceError) in
            var use = UseDraft(action, for: caller)
            let result: Result
            do throws(KeyServiceError) {
                result = try await body(&use)
            } catch {
                if error == .store(.revisionConflict) { forget(use.keys) }
                // The policy's refusal of a key is on the trail already; no other key was used by then.
                if case .unauthorized = error { throw error }
                if let outcome = error.outcome { try await record(use, outcome: outcome) }
                throw error
            }
            try await record(use, outcome: "ok")
            return result
        }
    }

    /// A key for a use, cached or read, once its state allows `action`.
    ///
    /// - Throws: as ``current(_:from:by:dataKey:for:)``; ``KeyServiceError/refusedByState(_:state:action:)``.
    func key(
        _ selector: KeySelector, in use: inout UseDraft, demanding action: KeyAction
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        let key = try await current(selector, from: .cache, by: use.action, for: use.caller)
        use.note(key)
        try key.demand(action)
        return key
    }

    /// Writes one record for each key of the use.
    private func record(_ use: UseDraft, outcome: String) async throws(KeyServiceError) {
        guard let first = use.keys.first else { return }
        let now = clock.now
        func record(of key: KeyID) -> AuditRecord {
            audit(use.action, key: key, outcome: outcome, isApproved: use.isApproved, for: use.caller, at: now)
        }
        var records = [record(of: first.keyID)]
        for key in use.keys.dropFirst() where !records.contains(where: { $0.keyID == key.keyID }) {
            records.append(record(of: key.keyID))
        }
        do throws(KeyStoreError) {
            try await recorder.record(KeyUse(keys: use.keys, records: records))
        } catch {
            forget(use.keys)
            throw .store(error)
        }
    }

    private func forget(_ keys: [KeyRevision]) {
        for key in keys { cache.evict(key.keyID) }
    }
}
