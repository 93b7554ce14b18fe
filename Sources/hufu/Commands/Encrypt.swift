// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import Foundation
import KeyManagement

/// `hufu encrypt`: seals a file of any size, or a short message as text.
struct Encrypt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Encrypts a file of any size, or a short message.",
        usage: "hufu encrypt --key <key> [<options>] [<input>]",
        discussion: """
            The file is encrypted under a data key of its own, which is sealed under KEY and travels in the file. \
            Without INPUT, or with '-', reads standard input; the output is then standard output unless --out names one. \
            A new file is readable by its owner only and appears when it is complete.

            Examples:
              hufu encrypt --key alias/orders report.pdf      writes report.pdf.hufu
              tar -c folder | hufu encrypt --key alias/orders --out folder.tar.hufu
              printf tiger | hufu encrypt --key alias/orders --message
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("The key: its ID, or alias/NAME.", valueName: "key"))
    var key: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Bound to the ciphertext, not stored in it; needed again to decrypt. May be repeated.",
            valueName: "name=value"))
    var context: [String] = []

    @Option(help: ArgumentHelp("The output; '-' for standard output.", valueName: "file"), completion: .file())
    var out: String?

    @Flag(help: "Encrypts a message of 1 to 4096 bytes and prints it as text.")
    var message = false

    @Flag(help: "Replaces an output that exists.")
    var force = false

    @Argument(help: "The file to encrypt; '-' or none for standard input.", completion: .file())
    var input: String?

    func run() async throws {
        let selector = try KeySelector(key)
        let context = try EncryptionContext(options: context)
        let (service, caller) = try await global.service()
        var input = try SourceFile.open(input)
        if message {
            try await encryptMessage(&input, under: selector, context: context, service: service, caller: caller)
            return
        }
        var output = try makeOutput()
        let receipt = try await FileEnvelope(service: service, caller: caller)
            .seal(&input, into: &output, under: selector, context: context)
        try FileReport(receipt, input: input.name, output: output.name)
            .print(asJSON: global.output.json, verb: "Encrypted", isOutputTaken: output.isStandardOutput)
    }

    /// `INPUT.hufu`, or where the input has no name, standard output.
    private func makeOutput() throws -> OutputFile {
        if let out { return try OutputFile.begin(at: out, replacing: force) }
        if let input, input != "-" { return try OutputFile.begin(at: input + ".hufu", replacing: force) }
        guard !Terminal.isOutputTerminal else {
            throw CommandFailure(.usage, "The output is binary and would garble the terminal. Name a file with --out.")
        }
        return .standardOutput
    }

    private func encryptMessage(
        _ input: inout SourceFile, under selector: KeySelector, context: EncryptionContext, service: KeyService,
        caller: Caller
    ) async throws {
        let plaintext = try input.readAll(limit: KeyService.plaintextByteCountLimit, as: "a message")
        let sealed = try await service.encrypt(plaintext, under: selector, context: context, for: caller)
        var output = try OutputFile.begin(at: out ?? "-", replacing: force)
        try output.writeLine(sealed.text, asJSON: global.output.json ? MessageReport(sealed) : nil)
    }
}
