// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import Foundation
import KeyManagement

/// `hufu re-encrypt`: puts a message under another key, the newest version or another context.
struct ReEncrypt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "re-encrypt",
        abstract: "Puts a message under another key, the newest version of its key, or another context.",
        usage: "hufu re-encrypt [--key <key>] [<options>] [<input>]",
        discussion: """
            The plaintext stays inside. A file is bound to its header as a whole: decrypt it and encrypt it anew.

            Example:
              echo hufu.1.… | hufu re-encrypt --key alias/orders-2
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("The new key: its ID, or alias/NAME; else the message's own.", valueName: "key"))
    var key: String?

    @Option(
        name: .long,
        help: ArgumentHelp("As given at encryption. May be repeated.", valueName: "name=value"))
    var sourceContext: [String] = []

    @Option(name: .long, help: ArgumentHelp("The new context. May be repeated.", valueName: "name=value"))
    var context: [String] = []

    @Option(help: ArgumentHelp("The output; '-' for standard output.", valueName: "file"), completion: .file())
    var out: String = "-"

    @Flag(help: "Replaces an output that exists.")
    var force = false

    @Argument(help: "The message, binary or text; '-' or none for standard input.", completion: .file())
    var input: String?

    func run() async throws {
        let selector = try key.map { try KeySelector($0) }
        let sourceContext = try EncryptionContext(options: sourceContext)
        let context = try EncryptionContext(options: context)
        let (service, caller) = try await global.service()
        var input = try SourceFile.open(input)
        let box = try SealedContent(of: &input).readMessage(from: &input, service: service)
        let result = try await service.reEncrypt(
            box, sourceContext: sourceContext, under: selector, context: context, for: caller)
        if !result.isReEncrypted {
            Terminal.note(
                "The message is under this key, its newest version and this context already; it is unchanged.")
        }
        var output = try OutputFile.begin(at: out, replacing: force)
        try output.writeLine(result.message.text, asJSON: global.output.json ? ReEncryptReport(result) : nil)
    }
}

/// The outcome as JSON.
private struct ReEncryptReport: Encodable {
    let ciphertextBlob: String
    let keyId: String
    let keyVersion: UInt32
    let sourceKeyId: String
    let reEncrypted: Bool

    init(_ result: ReEncryptedMessage) {
        ciphertextBlob = result.message.text
        keyId = result.message.keyID.description
        keyVersion = result.message.keyVersion
        sourceKeyId = result.sourceKeyID.description
        reEncrypted = result.isReEncrypted
    }
}
