// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Token buckets: each credential may make so many requests of an action a second, and as many at once. Threads share it.
public final class RequestLimiter: Sendable {
    /// How many requests a second each action takes from one credential.
    public struct Rates: Sendable {
        /// Multiplies the documented rates; nil for no limit.
        public var scale: Double?
        /// Rates of single actions, over the documented ones.
        public var actions: [String: Double]

        /// The documented rates as they are, unless said otherwise.
        public init(scale: Double? = 1, actions: [String: Double] = [:]) {
            self.scale = scale
            self.actions = actions
        }

        /// Requests a second; nil for no limit.
        func rate(of action: String, documented: Double) -> Double? {
            if let rate = actions[action] { return rate }
            return scale.map { documented * $0 }
        }
    }

    private struct Name: Hashable {
        let secretID: String
        let action: String
    }

    private struct Bucket {
        var tokens: Double
        var filledAt: ContinuousClock.Instant
    }

    let rates: Rates
    private let buckets = Mutex<[Name: Bucket]>([:])

    /// A limiter whose buckets are full.
    public init(_ rates: Rates = Rates()) { self.rates = rates }

    /// Takes a token if there is one.
    func admits(_ secretID: String, _ action: String, documented: Double, at now: ContinuousClock.Instant) -> Bool {
        guard let rate = rates.rate(of: action, documented: documented) else { return true }
        let burst = max(1, rate)
        return buckets.withLock { buckets in
            let name = Name(secretID: secretID, action: action)
            var bucket = buckets[name] ?? Bucket(tokens: burst, filledAt: now)
            let elapsed = max(0, (now - bucket.filledAt) / .seconds(1))
            bucket.tokens = min(burst, bucket.tokens + elapsed * rate)
            bucket.filledAt = now
            let isAdmitted = bucket.tokens >= 1
            if isAdmitted { bucket.tokens -= 1 }
            buckets[name] = bucket
            return isAdmitted
        }
    }
}
