// SPDX-License-Identifier: Apache-2.0
internal import KeyManagement

/// What the store holds, for the metrics; read from it at most every ten seconds.
final class KeyGauges: Sendable {
    private let service: KeyService
    private let last = Recent<KeyStatistics?>(for: .seconds(10))

    init(service: KeyService) { self.service = service }

    /// Writes the gauges; none when the store cannot be read.
    func write(to page: inout MetricsPage) async {
        guard let statistics = await statistics() else { return }
        page.begin("hufu_keys", .gauge, "CMKs, by state.")
        for state in KeyState.allCases { page.sample(["state": state.rawValue], statistics.countByState[state] ?? 0) }
        page.begin("hufu_material_expiring", .gauge, "External CMKs whose material ends within so many days.")
        page.sample(["days": "1"], statistics.expiringWithin1Day)
        page.sample(["days": "7"], statistics.expiringWithin7Days)
        page.sample(["days": "30"], statistics.expiringWithin30Days)
        page.begin("hufu_hosted_data_keys", .gauge, "Data keys that the service keeps.")
        page.sample([:], statistics.hostedDataKeyCount)
    }

    private func statistics() async -> KeyStatistics? {
        await last.value { [service] in try? await service.statistics() }
    }
}
