// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import Foundation
import KeyManagement

/// `hufu data-key`: makes a key for the caller's own use.
struct DataKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data-key",
        abstract: "Makes a data key: in the clear for your own use, and sealed under a key to be kept.",
        usage: "hufu data-key --key <key> --out <file> [<options>]",
        discussion: """
            Writes the data key in the clear, raw bytes, to a new file that its owner alone may read, and prints the \
            sealed form. Keep the sealed form; `hufu decrypt` gives the data key back. Delete the file after use. \
            With '--out -' the data key goes to standard output, never to a terminal, and the sealed form to standard \
            error.

            Example:
              hufu data-key --key alias/orders --out data.key
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("The key: its ID, or alias/NAME.", valueName: "key"))
    var key: String

    @Option(help: ArgumentHelp("Length, 1 to 1024; else that of the edition's keys.", valueName: "count"))
    var bytes: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Bound to the sealed form; needed again to open it. May be repeated.", valueName: "name=value"))
    var context: [String] = []

    @Option(help: ArgumentHelp("The new file for the data key; '-' for standard output.", valueName: "file"))
    var out: String

    func run() async throws {
        let selector = try KeySelector(key)
        let context = try EncryptionContext(options: context)
        if out == "-", Terminal.isOutputTerminal {
            throw CommandFailure(.refused, "A key is not shown on a terminal. Name a new file with --out.")
        }
        let (service, caller) = try await global.service()
        var output = try OutputFile.begin(at: out, replacing: false)
        let dataKey = try await service.generateDataKey(
            under: selector, byteCount: bytes, context: context, for: caller)
        try dataKey.withPlaintext { bytes in try output.writeAll(bytes) }
        let text =
            global.output.json ? try Terminal.json(DataKeyReport(dataKey, file: output.name)) : dataKey.sealed.text
        if out == "-" { Terminal.note(text) } else { Terminal.print(text) }
    }
}

/// A data key as JSON: its sealed form, and where it lies in the clear.
private struct DataKeyReport: Encodable {
    let ciphertextBlob: String
    let keyId: String
    let keyVersion: UInt32
    let byteCount: Int
    let file: String

    init(_ dataKey: borrowing DataKey, file: String) {
        ciphertextBlob = dataKey.sealed.text
        keyId = dataKey.sealed.keyID.description
        keyVersion = dataKey.sealed.keyVersion
        byteCount = dataKey.byteCount
        self.file = file
    }
}
