// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import Foundation
import KeyManagement

/// `hufu random`: bytes from the edition's own generator.
struct Random: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints random bytes from the edition's own generator.",
        usage: "hufu random <count> [--hex | --base64 | --raw] [<options>]",
        discussion: """
            Runs without a configuration when --edition names one. For key material write the raw bytes to a file:
              umask 077; hufu random 32 --edition fips --raw > material.bin
            """)

    /// How the bytes are written.
    enum Form: String, EnumerableFlag {
        case hex, base64, raw

        static func help(for form: Form) -> ArgumentHelp? {
            switch form {
            case .hex: "Lower-case hexadecimal (the default)."
            case .base64: "Base64 (RFC 4648 §4)."
            case .raw: "The bytes themselves; never to a terminal."
            }
        }
    }

    @OptionGroup var choice: EditionChoice

    @Flag(exclusivity: .exclusive)
    var form = Form.hex

    @Argument(help: "How many bytes: 1 to 1024.")
    var count: Int

    func validate() throws {
        guard (1...KeyService.randomByteCountLimit).contains(count) else {
            throw ValidationError("Ask for 1 to \(KeyService.randomByteCountLimit) bytes, not \(count).")
        }
        if choice.output.json, form == .raw { throw ValidationError("--raw cannot be JSON. Leave one of the two out.") }
    }

    func run() async throws {
        if form == .raw, Terminal.isOutputTerminal {
            throw CommandFailure(
                .usage, "Raw bytes would garble the terminal. Send them to a file: hufu random … > FILE")
        }
        let edition = try await choice.load()
        let bytes = try edition.randomBytes(count)
        guard form != .raw else {
            var output = OutputFile.standardOutput
            return try output.writeAll(bytes)
        }
        let text = form == .hex ? Hex.text(of: bytes) : Data(bytes).base64EncodedString()
        if choice.output.json {
            try Terminal.print(json: RandomReport(edition: edition.edition.rawValue, form: form.rawValue, bytes: text))
        } else {
            Terminal.print(text)
        }
    }
}

/// Random bytes as JSON.
private struct RandomReport: Encodable {
    let edition: String
    let form: String
    let bytes: String
}
