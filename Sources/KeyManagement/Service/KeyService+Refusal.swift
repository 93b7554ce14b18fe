// SPDX-License-Identifier: Apache-2.0

// Refusals stand in the audit trail, too. A record of one demands nothing of the key, unlike that of a use that is
// answered: the refusal holds, whatever became of the key meanwhile, and is not begun anew.
extension KeyService {
    /// Records that an action on a key was refused; an error that no outcome stands for is passed over.
    ///
    /// - Parameters:
    ///   - error: why.
    ///   - action: what the record says was asked.
    ///   - key: the key, which was there.
    ///   - dataKey: of which hosted data key of it, if of one.
    ///   - caller: on whose behalf.
    /// - Throws: ``KeyServiceError/store(_:)`` when it cannot be recorded: the caller must hear of that instead.
    func recordRefusal(
        _ error: KeyServiceError, by action: KeyAction, of key: KeyID, dataKey: DataKeyID? = nil, for caller: Caller
    ) async throws(KeyServiceError) {
        guard let outcome = error.outcome else { return }
        let record = audit(action, key: key, dataKey: dataKey, outcome: outcome, for: caller, at: clock.now)
        do throws(KeyStoreError) {
            try await recorder.record(KeyUse(keys: [], records: [record]))
        } catch {
            throw .store(error)
        }
    }

    /// Runs the part of a use that may be refused for what the key or data key is, or fail for a fault of the engine or a
    /// damaged row, and records that before it is thrown.
    ///
    /// - Throws: what `body` throws; ``KeyServiceError/store(_:)`` when a refusal cannot be recorded.
    func recordingRefusal<Result: ~Copyable>(
        by action: KeyAction, of key: KeyID, dataKey: DataKeyID? = nil, for caller: Caller,
        _ body: () async throws(KeyServiceError) -> Result
    ) async throws(KeyServiceError) -> Result {
        do throws(KeyServiceError) {
            return try await body()
        } catch {
            try await recordRefusal(error, by: action, of: key, dataKey: dataKey, for: caller)
            throw error
        }
    }
}
