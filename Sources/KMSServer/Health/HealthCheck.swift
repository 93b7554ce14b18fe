// SPDX-License-Identifier: Apache-2.0
internal import CryptoEngine
internal import KeyManagement
internal import Synchronization

/// Says whether the server can do its work. An answer about readiness counts for a second, so that asking costs nothing.
final class HealthCheck: Sendable {
    /// What was found.
    struct Report: Sendable {
        /// Each part with `ok`, or what is wrong.
        let parts: [(name: String, value: String)]
        /// What is so without being right or wrong.
        var facts: [(name: String, value: String)] = []

        var isSound: Bool { parts.allSatisfy { $0.value == "ok" } }

        var json: String {
            let members = [(name: "status", value: isSound ? "ok" : "failing")] + facts + parts
            return "{" + members.map { "\"\($0.name)\":\"\($0.value)\"" }.joined(separator: ",") + "}\n"
        }
    }

    private let service: KeyService
    private let start = ContinuousClock.now
    private let watch = Mutex(ClockWatch(wall: SystemWallClock().now.seconds, steady: 0))
    private let readiness = Recent<Report>(for: .seconds(1))

    init(service: KeyService) { self.service = service }

    /// Looks: that the process answers, and if asked, that it is ready.
    func report(isReadinessAsked: Bool) async -> Report {
        guard isReadinessAsked else { return Report(parts: [("process", "ok")]) }
        return await readiness.value { [self] in
            Report(
                parts: [("process", "ok"), ("selfTests", selfTests), ("clock", clock), ("store", await store())],
                facts: [
                    ("edition", "\(service.edition.edition)"), ("validation", service.edition.status.level.rawValue),
                ])
        }
    }

    /// The edition exists only when its self-tests passed; the report says so.
    private var selfTests: String {
        service.edition.selfTestReport.results.allSatisfy(\.passed) ? "ok" : "a self-test failed"
    }

    private var clock: String {
        let steady = Int64((ContinuousClock.now - start) / .seconds(1))
        return watch.withLock { $0.finding(wall: SystemWallClock().now.seconds, steady: steady) }
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
