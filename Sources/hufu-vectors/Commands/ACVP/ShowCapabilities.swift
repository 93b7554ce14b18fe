// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import VectorSuites

/// `hufu-vectors acvp capabilities`
struct ShowCapabilities: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capabilities",
        abstract: "Prints what the module registers with a laboratory, as ACVP's JSON.",
        usage: "hufu-vectors acvp capabilities [--edition <edition>]",
        discussion: """
            The statement is production's interface and no more. ACVP has no SM
            algorithms: for sm-crypto it is empty.

            Example:
              hufu-vectors acvp capabilities --edition fips > capabilities.json
            """)

    @Option(
        help: ArgumentHelp("The edition, fips or sm-crypto.", valueName: "edition"),
        completion: .list(Edition.allCases.map(\.rawValue)))
    var edition = Edition.fips.rawValue

    func run() throws {
        Terminal.print(String(ACVPCapability.text(of: try Edition(named: edition)).dropLast()))
    }
}
