// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CryptoEditions

/// What the commands take that also run without a configuration.
struct EditionChoice: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The edition, fips or sm-crypto; else the configuration's.", valueName: "edition"),
        completion: .list(Edition.allCases.map(\.rawValue)))
    var edition: String?

    @OptionGroup var source: ConfigurationOptions

    @OptionGroup var output: OutputOptions

    /// The settings; store and root may be absent.
    func settings() async throws -> Settings { try await source.reader(edition: edition).read(needsStore: false) }

    /// The edition, loaded.
    func load() async throws -> any CryptoEdition {
        let settings = try await settings()
        return try settings.edition.load(settings.options)
    }
}
