// SPDX-License-Identifier: Apache-2.0

/// What was found lately, found anew at most once in a while: who asks meanwhile waits for the one that looks.
actor Recent<Value: Sendable> {
    private let lifetime: Duration
    private var known: (at: ContinuousClock.Instant, value: Value)?
    private var search: Task<Value, Never>?

    init(for lifetime: Duration) { self.lifetime = lifetime }

    /// The value, by `find` when what is known is too old.
    func value(_ find: @escaping @Sendable () async -> Value) async -> Value {
        if let known, ContinuousClock.now - known.at < lifetime { return known.value }
        if let search { return await search.value }
        let search = Task { await find() }
        self.search = search
        let value = await search.value
        known = (.now, value)
        self.search = nil
        return value
    }
}
