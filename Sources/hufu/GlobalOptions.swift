// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CryptoEditions
import KeyManagement

/// What every command takes that works on a store.
struct GlobalOptions: ParsableArguments {
    @OptionGroup var source: ConfigurationOptions

    @OptionGroup var output: OutputOptions

    /// The settings of a command that works on a store.
    func settings() async throws -> Settings { try await source.reader().read(needsStore: true) }

    /// The service and its caller.
    func service() async throws -> (KeyService, Caller) {
        (try Compose.service(try await settings()), Compose.caller())
    }

    /// The services on credentials and on keys, and their caller.
    func principals() async throws -> (PrincipalService, KeyService, Caller) {
        let settings = try await settings()
        let (keys, principals) = try Compose.services(settings, edition: try settings.edition.load(settings.options))
        return (principals, keys, Compose.caller())
    }
}
