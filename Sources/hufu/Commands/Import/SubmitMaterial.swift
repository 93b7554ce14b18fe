// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import KeyManagement

/// `hufu import submit`
struct SubmitMaterial: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Fills an external key with wrapped material.",
        usage: "hufu import submit <key> --parameters <dir> --material <file> [<options>]",
        discussion: """
            What is imported first is bound to the key for ever. The receipt's check value shows that the right material \
            arrived; with --check-value it is demanded.

            Examples:
              hufu import submit alias/partner --parameters ./partner \\
                --material wrapped.bin
              hufu import submit alias/partner --token ./partner/token \\
                --material wrapped.bin --valid-to 2027-12-31
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: KeyArgument

    @Option(
        name: .long, help: ArgumentHelp("The folder of `import parameters`, for its token.", valueName: "dir"),
        completion: .directory)
    var parameters: String?

    @Option(
        name: .long, help: ArgumentHelp("The token's file, without --parameters.", valueName: "file"),
        completion: .file())
    var token: String?

    @Option(
        name: .long, help: ArgumentHelp("The wrapped material, raw or Base64.", valueName: "file"),
        completion: .file())
    var material: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "When the material ends: Unix seconds, 2027-12-31 or 2027-12-31T12:00:00Z; 0 for never.", valueName: "time")
    )
    var validTo: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The check value that the owner computed, 16 hexadecimal digits.", valueName: "hex"))
    var checkValue: String?

    func validate() throws {
        guard (parameters != nil) != (token != nil) else {
            throw ValidationError("Pass either --parameters DIR or --token FILE.")
        }
        if let validTo, Moment.parse(validTo) == nil {
            throw ValidationError("'\(validTo)' is no time. Write 2027-12-31, 2027-12-31T12:00:00Z or Unix seconds.")
        }
    }

    func run() async throws {
        let selector = try target.selector()
        let tokenPath = token ?? parameters.map { ImportFolder(path: $0).token } ?? ""
        let tokenText = String(decoding: try InputFile(path: tokenPath).read(), as: UTF8.self).filter {
            !$0.isWhitespace
        }
        let bytes = try InputFile(path: material).read()
        let (service, caller) = try await global.service()
        let end = validTo.flatMap(Moment.parse)
        let request = ImportRequest(
            key: selector, token: tokenText, wrappedMaterial: TextForm.base64(bytes) ?? bytes,
            validTo: end?.seconds == 0 ? nil : end, checkValue: checkValue)
        let receipt = try await service.importKeyMaterial(request, for: caller)
        try show(receipt, by: KeyPresenter(service, output: global.output))
    }

    private func show(_ receipt: ImportReceipt, by presenter: KeyPresenter) throws {
        if global.output.json {
            return try Terminal.print(
                json: Report(
                    keyMetadata: KeyMetadata(receipt.key, edition: presenter.edition), checkValue: receipt.checkValue,
                    isFirstImport: receipt.isFirstImport))
        }
        try presenter.show(receipt.key)
        Terminal.note(
            receipt.isFirstImport
                ? """

                This material is now bound to the key for ever; its owner keeps the only backup.
                Its owner computes the same check value offline: \(receipt.checkValue)
                """
                : "\nThe same material is back.")
    }

    /// What `import submit --json` prints.
    private struct Report: Encodable {
        let keyMetadata: KeyMetadata
        let checkValue: String
        let isFirstImport: Bool
    }
}
