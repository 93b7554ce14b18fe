// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Where the settings come from.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The configuration file.",
            discussion: "Else HUFU_CONFIG, ./hufu.yaml or /etc/hufu/hufu.yaml.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var config: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Overrides one setting, such as sm4.provider=vendored. May be repeated.", valueName: "key=value"))
    var set: [String] = []

    /// The reader of these settings, with the edition of `--edition` over everything else.
    func reader(edition: String? = nil) -> SettingsReader {
        SettingsReader(path: config, overrides: set, edition: edition)
    }
}
