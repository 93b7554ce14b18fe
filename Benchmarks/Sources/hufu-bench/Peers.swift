// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Workloads

/// `hufu-bench peers`: every contest, a table and JSON.
struct Peers: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure every contest: hufu and its peers, their outputs compared before.")

    @OptionGroup var options: ContestOptions

    @Option(help: "Write all numbers as JSON to this file.")
    var json: String?

    @Option(help: "hufu's commit, for the report.")
    var commit = "unknown"

    func run() throws {
        try options.settle()
        let catalog = try Catalog.load(moduleConfiguration: options.moduleConfiguration)
        var versions = catalog.versions
        versions["swift-crypto"] = Peers.swiftCryptoVersion
        var report = Report(commit: commit, machine: Machine(kernels: catalog.kernels), versions: versions)
        print(report.head)
        let interleaving = options.interleaving
        for contest in try options.contests(of: catalog) {
            let section = Report.Section(contest, try interleaving.measure(contest), report.machine)
            print(section.table)
            report.sections.append(section)
        }
        guard !report.sections.isEmpty else { throw ValidationError("No contest has a name like that.") }
        if let json { try report.write(to: json) }
    }

    /// What the package manager resolved, where this runs beside it.
    private static var swiftCryptoVersion: String? {
        let file = URL(fileURLWithPath: "Benchmarks/Package.resolved")
        guard let data = try? Data(contentsOf: file),
            let resolved = try? JSONDecoder().decode(ResolvedPackages.self, from: data)
        else { return nil }
        return resolved.pins.first { $0.identity == "swift-crypto" }?.state.version
    }
}

/// Of `Package.resolved` the versions.
private struct ResolvedPackages: Decodable {
    struct Pin: Decodable {
        struct State: Decodable { let version: String? }

        let identity: String
        let state: State
    }

    let pins: [Pin]
}
