// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// What the server counts. Threads share it; a count never fails.
final class ServerMetrics: Sendable {
    private struct Outcome: Hashable {
        let action: String
        let code: String
    }

    private struct State {
        var requests: [Outcome: UInt64] = [:]
        var durations: [String: Histogram] = [:]
        var approvedServices: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Counts one answered request.
    ///
    /// - Parameters:
    ///   - action: the API's name; nil for a request that named none.
    ///   - code: the error's code; nil for success.
    ///   - duration: from the whole request to the answer.
    ///   - isApproved: whether it was an approved service of a validated module.
    func count(action: String?, code: String?, duration: Duration, isApproved: Bool) {
        let action = action ?? "unknown"
        state.withLock { state in
            state.requests[Outcome(action: action, code: code ?? "OK"), default: 0] += 1
            state.durations[action, default: Histogram()].observe(duration / .seconds(1))
            if isApproved { state.approvedServices += 1 }
        }
    }

    /// Writes everything counted as Prometheus text.
    func write(to page: inout MetricsPage) {
        let state = state.withLock(\.self)
        page.begin("hufu_requests_total", .counter, "Requests answered, by action and error code (OK for success).")
        for (outcome, count) in state.requests.sorted(by: {
            ($0.key.action, $0.key.code) < ($1.key.action, $1.key.code)
        }) {
            page.sample(["action": outcome.action, "code": outcome.code], count)
        }
        page.begin("hufu_request_duration_seconds", .histogram, "Time from a whole request to its answer.")
        for (action, histogram) in state.durations.sorted(by: { $0.key < $1.key }) {
            page.histogram(["action": action], histogram)
        }
        page.begin(
            "hufu_approved_services_total", .counter,
            "Requests carried out by a validated module with approved functions alone.")
        page.sample([:], state.approvedServices)
    }
}

/// Counts of durations under fixed bounds.
struct Histogram {
    /// Upper bounds in seconds.
    static let bounds = [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

    /// How many fell under each bound and above the one before; the last counts what is above all.
    private(set) var counts = [UInt64](repeating: 0, count: bounds.count + 1)
    private(set) var sum = 0.0

    mutating func observe(_ seconds: Double) {
        counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
        sum += seconds
    }
}
