// SPDX-License-Identifier: Apache-2.0
internal import CryptoEngine
internal import KeyManagement

/// Says whether the server can do its work. An answer about readiness counts for a second, so that asking costs nothing.
final class HealthCheck: Sendable {
    /// What was found.
    struct Report: Sendable {
        /// Each part with `ok`, or what is wrong.
        let parts: [(name: String, finding: String)]

        var isSound: Bool { parts.allSatisfy { $0.finding == "ok" } }

        var json: String {
            let parts = parts.map { "\"\($0.name)\":\"\($0.finding)\"" }.joined(separator: ",")
            return "{\"status\":\"\(isSound ? "ok" : "failing")\",\(parts)}\n"
        }
    }

    private let service: KeyService
    private let started = (wall: SystemWallClock().now.seconds, steady: ContinuousClock.now)
    private let readiness = Recent<Report>(for: .seconds(1))

    init(service: KeyService) { self.service = service }

    /// Looks: that the process answers, and if asked, that it is ready.
    func report(isReadinessAsked: Bool) async -> Report {
        guard isReadinessAsked else { return Report(parts: [("process", "ok")]) }
        return await readiness.value { [self] in
            Report(parts: [("process", "ok"), ("selfTests", selfTests), ("clock", clock), ("store", await store())])
        }
    }

    /// The edition exists only when its self-tests passed; the report says so.
    private var selfTests: String {
        service.edition.selfTestReport.results.allSatisfy(\.passed) ? "ok" : "a self-test failed"
    }

    /// The wall clock went as the steady one did since the start, and is not before the year in which this was written.
    private var clock: String {
        let now = SystemWallClock().now.seconds
        let steady = Int64((ContinuousClock.now - started.steady) / .seconds(1))
        if now < 1_764_000_000 { return "it is before 2025-11-24" }
        if (now - started.wall - steady).magnitude > 300 { return "it jumped by more than 300 s since the start" }
        return "ok"
    }

    private func store() async -> String {
        do {
            try await service.probeStore()
            return "ok"
        } catch {
            return "it cannot be written"
        }
    }
}
