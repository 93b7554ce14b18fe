// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import Foundation
import KeyManagement

/// `hufu decrypt`: opens a file, a binary message or a message as text; which it is shows in its first bytes.
struct Decrypt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decrypts a file or a message; which key it needs stands in it.",
        usage: "hufu decrypt [<options>] [<input>]",
        discussion: """
            Without INPUT, or with '-', reads standard input; the output is then standard output unless --out names one. \
            A file appears only when all of it was verified. To standard output each part is written once verified, so \
            check the exit code before you use what came before a failure.

            Examples:
              hufu decrypt report.pdf.hufu            writes report.pdf
              hufu decrypt --out - folder.tar.hufu | tar -x
              echo hufu.1.… | hufu decrypt
            """)

    @OptionGroup var global: GlobalOptions

    @Option(
        name: .long,
        help: ArgumentHelp("As given at encryption. May be repeated.", valueName: "name=value"))
    var context: [String] = []

    @Option(help: ArgumentHelp("The output; '-' for standard output.", valueName: "file"), completion: .file())
    var out: String?

    @Flag(help: "Replaces an output that exists.")
    var force = false

    @Argument(help: "The file to decrypt; '-' or none for standard input.", completion: .file())
    var input: String?

    func run() async throws {
        let context = try EncryptionContext(options: context)
        let (service, caller) = try await global.service()
        var input = try SourceFile.open(input)
        switch try SealedContent(of: &input) {
        case .file:
            var output = try makeFileOutput()
            let receipt = try await FileEnvelope(service: service, caller: caller)
                .open(&input, into: &output, context: context)
            try FileReport(receipt, input: input.name, output: output.name)
                .print(asJSON: global.output.json, verb: "Decrypted", isOutputTaken: output.isStandardOutput)
        case let content:
            let box = try content.readMessage(from: &input, service: service)
            let opened = try await service.decrypt(box, context: context, for: caller)
            try write(opened)
        }
    }

    /// The input's name without `.hufu`, or where the input has no name, standard output.
    private func makeFileOutput() throws -> OutputFile {
        if let out { return try OutputFile.begin(at: out, replacing: force) }
        guard let input, input != "-" else { return .standardOutput }
        let suffix = ".hufu"
        guard input.hasSuffix(suffix), input.split(separator: "/").last.map(String.init) != suffix else {
            throw CommandFailure(
                .usage, "'\(input)' does not end in \(suffix), so the output has no name. Name it with --out.")
        }
        return try OutputFile.begin(at: String(input.dropLast(suffix.count)), replacing: force)
    }

    /// Writes a message's plaintext, or on standard output JSON that holds it.
    private func write(_ message: OpenedMessage) throws {
        var output = try OutputFile.begin(at: out ?? "-", replacing: force)
        if output.isStandardOutput {
            if global.output.json { return try Terminal.print(json: OpenedMessageReport(message)) }
            guard !Terminal.isOutputTerminal || Terminal.isPrintable(message.plaintext) else {
                throw CommandFailure(
                    .usage, "The message is binary and would garble the terminal. Name a file with --out.")
            }
        }
        try output.writeAll(message.plaintext)
        guard !output.isStandardOutput else { return }
        if global.output.json {
            try Terminal.print(json: OpenedMessageReport(message, output: output.name))
        } else {
            Terminal.note("Decrypted \(Measure.bytes(UInt64(message.plaintext.count))) to '\(output.name)'.")
        }
    }
}

/// An opened message as JSON: its plaintext, or the file that has it.
private struct OpenedMessageReport: Encodable {
    /// The key's ID.
    let keyId: String
    /// Length of the plaintext in bytes.
    let byteCount: Int
    /// The plaintext in Base64, as in the API; nil when a file has it.
    let plaintext: String?
    /// The file's name, if any.
    let output: String?

    init(_ message: OpenedMessage, output: String? = nil) {
        keyId = message.keyID.description
        byteCount = message.plaintext.count
        plaintext = output == nil ? Data(message.plaintext).base64EncodedString() : nil
        self.output = output
    }
}
