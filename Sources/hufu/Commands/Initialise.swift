// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import Foundation
import KeyManagement

/// `hufu init`
struct Initialise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Makes a new store with its root key and configuration.",
        discussion: """
            Writes DIR/hufu.yaml, DIR/root/root.key (mode 0600) and DIR/data/hufu.db. Overwrites nothing.

            Example:
              hufu init --edition fips --directory ./vault
            """)

    @Option(
        name: .long, help: ArgumentHelp("fips or sm-crypto. A store holds keys of one edition.", valueName: "edition"),
        completion: .list(Edition.allCases.map(\.rawValue)))
    var edition: String

    @Option(name: .long, help: ArgumentHelp("The folder; made when missing.", valueName: "dir"), completion: .directory)
    var directory: String

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !directory.isEmpty else { throw ValidationError("--directory needs a folder's name, such as ./vault.") }
    }

    func run() async throws {
        let edition = try Edition(named: edition).load()
        let vault = VaultFolder(path: directory)
        let identity = try await vault.make(for: edition)
        let report = Report(
            edition: identity.edition.rawValue, configuration: vault.configuration, rootKey: vault.rootKey,
            store: vault.store, storeId: identity.storeID.description, rootId: identity.rootID.description)
        guard !output.json else { return try Terminal.print(json: report) }
        Terminal.print("Made a key store of the edition \(identity.edition):")
        Terminal.print(
            fields: [("configuration", vault.configuration), ("root key", vault.rootKey), ("store", vault.store)],
            indentedBy: 2)
        Terminal.note(Initialise.advice(vault))
    }

    /// What `init --json` prints.
    private struct Report: Encodable {
        let edition: String
        let configuration: String
        let rootKey: String
        let store: String
        let storeId: String
        let rootId: String
    }

    private static func advice(_ vault: VaultFolder) -> String {
        """

        The root key opens everything in the store, and nothing opens it without. In production keep it on
        another disk or in the machine's secret store (root.file in the configuration), and a copy in a safe.

        Next:
          export HUFU_CONFIG=\(Shell.quoted(vault.configuration))
          hufu key create orders
          hufu doctor
        """
    }
}
