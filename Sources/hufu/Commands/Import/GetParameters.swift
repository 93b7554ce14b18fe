// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import KeyManagement

/// `hufu import parameters`
struct GetParameters: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parameters",
        abstract: "Makes a wrapping public key and a token for one import; good for 24 hours.",
        usage: "hufu import parameters <key> --out <dir> [<options>]",
        discussion: """
            Writes DIR/public-key.der, DIR/public-key.pem, DIR/token and DIR/import.json. Nothing of it is secret. \
            Earlier parameters of the same key are void from then on.

            Example:
              hufu import parameters alias/partner --out ./partner
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: KeyArgument

    @Option(
        name: .long,
        help: "How the owner wraps: RSAES_OAEP_SHA_256, RSAES_OAEP_SHA_1, RSAES_PKCS1_V1_5 or SM2PKE.")
    var algorithm: WrappingAlgorithm = .rsaesOAEPSHA256

    @Option(
        name: .long, help: ArgumentHelp("The folder to write; made when missing.", valueName: "dir"),
        completion: .directory)
    var out: String

    func validate() throws {
        guard !out.isEmpty else { throw ValidationError("--out needs a folder's name, such as ./partner.") }
    }

    func run() async throws {
        let selector = try target.selector()
        let folder = ImportFolder(path: out)
        try folder.demandFree()
        let (service, caller) = try await global.service()
        let parameters = try await service.parametersForImport(selector, algorithm: algorithm, for: caller)
        let edition = service.edition.edition
        try folder.write(parameters, edition: edition)
        if global.output.json { return try Terminal.print(json: ImportSummary(parameters, edition: edition)) }
        Terminal.print(fields: [
            ("key ID", parameters.keyID.description), ("algorithm", parameters.algorithm.rawValue),
            ("material", "exactly \(parameters.materialBitCount) bits"), ("folder", out),
            ("good until", Moment.phrase(parameters.expires, seenFrom: SystemWallClock().now)),
        ])
        Terminal.note(advice(for: parameters, in: folder))
    }

    private func advice(for parameters: ImportParameters, in folder: ImportFolder) -> String {
        """

        The owner of the material wraps it on their own machine, by either of

          openssl pkeyutl -encrypt -pubin -inkey \(Shell.quoted(folder.publicKeyDER)) -keyform DER \\
            -in material.bin -out wrapped.bin \(parameters.algorithm.opensslOptions)

          hufu import wrap --parameters \(Shell.quoted(out)) --material material.bin --out wrapped.bin

        and the wrapped file comes back here:

          hufu import submit \(target.key) --parameters \(Shell.quoted(out)) --material wrapped.bin
        """
    }
}
