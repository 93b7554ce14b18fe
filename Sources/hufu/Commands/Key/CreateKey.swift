// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import KeyManagement

/// `hufu key create`
struct CreateKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Makes a key.",
        usage: "hufu key create <name> [--external] [--usage <usage>] [<options>]",
        discussion: """
            The engine makes the material; with --external the key stays empty until its owner imports their own. \
            An asymmetric key is a pair that the engine makes; `hufu key public-key` prints its public half.

            Examples:
              hufu key create orders
              hufu key create partner --external --description "their own material"
              hufu key create signer --usage ASYMMETRIC_SIGN_VERIFY_RSA_2048
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The new key's name: letters, digits, '-' and '_', at most 60; without alias/.")
    var name: String

    @Flag(name: .long, help: "Makes an empty key, whose owner brings the material (BYOK).")
    var external = false

    @Option(help: ArgumentHelp("What the key is for; the edition decides which of these it has.", valueName: "usage"))
    var usage = KeyUsage.encryptDecrypt

    @Option(name: .long, help: ArgumentHelp("Free text, at most 1024 bytes.", valueName: "text"))
    var description = ""

    func run() async throws {
        let alias = try KeyAlias(name.hasPrefix("alias/") ? String(name.dropFirst("alias/".count)) : name)
        let (service, caller) = try await global.service()
        let request = KeyRequest(
            alias: alias, summary: description, origin: external ? .external : .internal, usage: usage)
        let key = try await service.createKey(request, for: caller)
        try KeyPresenter(service, output: global.output).show(key)
        if external { CreateKey.remindOwner(of: key, bitCount: service.edition.keyByteCount * 8) }
    }

    private static func remindOwner(of key: CustomerMasterKey, bitCount: Int) {
        Terminal.note(
            """

            The owner of this key keeps the only backup of its material: exactly \(bitCount) bits, and once imported, that
            material and no other for ever. Lost material means lost data.

            Next:
              hufu import parameters alias/\(key.alias.text) --out ./import-\(key.alias.text)
            """)
    }
}
