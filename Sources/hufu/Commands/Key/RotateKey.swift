// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu key rotate`
struct RotateKey: KeyChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Makes a new version of an engine-made key, now or periodically.",
        usage: "hufu key rotate <key> [--every <days> | --stop] [<options>]",
        discussion: """
            New messages are sealed under the new version; older messages still open.

            Examples:
              hufu key rotate alias/orders
              hufu key rotate alias/orders --every 90
              hufu key rotate alias/orders --stop
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: KeyArgument

    @Option(
        name: .long,
        help: ArgumentHelp("Turns periodic rotation on: every 7 to 365 days, counted from now.", valueName: "days"))
    var every: Int?

    @Flag(name: .long, help: "Turns periodic rotation off.")
    var stop = false

    func validate() throws {
        if stop, every != nil { throw ValidationError("--every and --stop exclude each other.") }
    }

    func change(_ key: KeySelector, of service: KeyService, for caller: Caller) async throws -> CustomerMasterKey {
        if let every { return try await service.enableKeyRotation(key, days: every, for: caller) }
        if stop { return try await service.disableKeyRotation(key, for: caller) }
        return try await service.rotateKey(key, rule: .operatorRequest, for: caller)
    }
}
