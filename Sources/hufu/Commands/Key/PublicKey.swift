// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import Foundation
import KeyManagement

/// `hufu key public-key`
struct PublicKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "public-key",
        abstract: "Prints the public half of an asymmetric key.",
        usage: "hufu key public-key <key> [--out <file>] [<options>]",
        discussion: """
            As PEM SubjectPublicKeyInfo (RFC 7468 §13), which `openssl` and other programs read.

            Examples:
              hufu key public-key alias/signer --out signer.pem
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The key: its ID, or alias/NAME.", valueName: "key"))
    var key: String

    @Option(help: ArgumentHelp("The output; '-' for standard output.", valueName: "file"), completion: .file())
    var out = "-"

    @Flag(help: "Replaces an output that exists.")
    var force = false

    func run() async throws {
        let selector = try KeySelector(key)
        let (service, caller) = try await global.service()
        let info = try await service.publicKey(of: selector, for: caller)
        let body = Data(info.der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        let pem = "-----BEGIN PUBLIC KEY-----\n\(body)\n-----END PUBLIC KEY-----"
        var output = try OutputFile.begin(at: out, replacing: force)
        try output.writeLine(pem, asJSON: global.output.json ? Report(info, pem: pem) : nil)
    }

    /// What `--json` prints, by the API's names.
    private struct Report: Encodable {
        let keyId: String
        let publicKey: String
        let publicKeyPem: String

        init(_ info: PublicKeyInfo, pem: String) {
            keyId = info.keyID.description
            publicKey = Data(info.der).base64EncodedString()
            publicKeyPem = pem + "\n"
        }
    }
}
