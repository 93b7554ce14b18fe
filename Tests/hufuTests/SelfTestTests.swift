// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CryptoEditions
import Foundation
import TestSupport
import Testing

@testable import hufu

/// `hufu self-test`, help and version.
struct SelfTestTests {
    @Test(arguments: Edition.allCases)
    func `the report names edition, sub-mode, libraries, kernels and every test`(edition: Edition) throws {
        let folder = try TemporaryFolder()
        let outcome = try folder.hufu("self-test", "--edition", edition.rawValue, "--json")
        #expect(outcome.status == 0)
        let json = try outcome.json()
        #expect(json["Edition"] as? String == edition.rawValue)
        #expect(json["Passed"] as? Bool == true)
        let report = try #require(json["Report"] as? [String: Any])
        let status = try #require(report["Status"] as? [String: Any])
        #expect(status["Level"] as? String == "algorithms-only")
        #expect((report["Libraries"] as? [[String: Any]])?.isEmpty == false)
        #expect((report["Kernels"] as? [String: String])?.isEmpty == false)
        let results = try #require(report["Results"] as? [[String: Any]])
        #expect(results.count > 8)
        #expect(results.allSatisfy { $0["Passed"] as? Bool == true && ($0["Microseconds"] as? Double ?? 0) > 0 })
        #expect(try folder.hufu("self-test", "--edition", edition.rawValue).text.contains("tests passed"))
    }

    @Test func `an edition that does not load ends with 77 and the reason`() throws {
        let folder = try TemporaryFolder()
        let outcome = try folder.hufu("self-test", "--edition", "fips", "--set", "fips.module=required", "--json")
        #expect(outcome.status == 77)
        #expect(try outcome.json()["Passed"] as? Bool == false)
        #expect(outcome.errors.contains("fips.moduleConfig"))
    }

    @Test func `no edition is the default`() throws {
        let outcome = try TemporaryFolder().hufu("self-test")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("--edition"))
    }

    @Test func `help and version end with 0`() throws {
        let folder = try TemporaryFolder()
        #expect(try folder.hufu("--help").status == 0)
        #expect(try folder.hufu("--version").text == "\(Hufu.configuration.version)\n")
        #expect(try folder.hufu("import", "wrap", "--help").text.contains("--parameters"))
        #expect(try folder.hufu("no-such-command").status == 64)
    }

    /// `serve` alone has no `--json`: it reports to its log.
    @Test func `every command's help shows an example and --json, within 80 columns`() {
        func commands(under parent: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
            let children = parent.configuration.subcommands
            return children.isEmpty ? [parent] : children.flatMap(commands)
        }
        let all = Hufu.commands.flatMap(commands)
        #expect(all.count > 10)
        for command in all {
            let name = command.configuration.commandName ?? "\(command)".lowercased()
            let lines = command.configuration.discussion.split(separator: "\n")
            #expect(
                lines.contains { $0.hasPrefix("  ") && $0.contains("hufu ") && $0.contains(" \(name)") }, "\(command)")
            #expect(!command.configuration.abstract.isEmpty, "\(command)")
            let help = Hufu.helpMessage(for: command, columns: 80).split(separator: "\n")
            #expect(help.allSatisfy { $0.count <= 80 }, "\(command)")
            // An example that the help broke into two could not be pasted.
            #expect(lines.allSatisfy { !$0.hasPrefix("  ") || help.contains($0) }, "\(command)")
            #expect(help.contains { $0.contains("--json") } != (command == Serve.self), "\(command)")
        }
    }
}
