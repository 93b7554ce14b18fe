// SPDX-License-Identifier: Apache-2.0
import Configuration
import CryptoEditions
import Foundation

/// Reads the settings: file, then environment (`HUFU_…`), then `--set`, the later over the earlier.
struct SettingsReader {
    /// The file named by `--config`.
    var path: String?
    /// `KEY=VALUE` of each `--set`.
    var overrides: [String] = []
    /// The edition named by `--edition`, over everything else.
    var edition: String?
    /// The environment; the process's own outside tests.
    var environment: [String: String] = ProcessInfo.processInfo.environment

    /// Reads what is there.
    ///
    /// - Parameter needsStore: whether store and root must be named, and so a file must be there.
    /// - Returns: the settings, relative paths made out.
    /// - Throws: ``SettingsError``; `CryptoError/unknownEdition(_:)`.
    func read(needsStore: Bool) async throws -> Settings {
        let values = try await values(needsFile: needsStore)
        guard let name = edition ?? values.text(.edition) else {
            throw SettingsError.missing(.edition, file: values.file)
        }
        let storePath = values.path(.storePath)
        let rootPath = values.path(.rootFile)
        if needsStore {
            guard storePath != nil else { throw SettingsError.missing(.storePath, file: values.file) }
            guard rootPath != nil else { throw SettingsError.missing(.rootFile, file: values.file) }
        }
        return Settings(
            edition: try Edition(named: name), options: try SettingsReader.options(from: values),
            storePath: storePath, rootPath: rootPath, server: try ServerOptions(values), file: values.file)
    }

    private func values(needsFile: Bool) async throws -> SettingValues {
        let flags = InMemoryProvider(name: "--set", values: try overrideValues())
        let variables = EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "hufu")
        let near = ConfigReader(providers: [flags, variables])
        guard let file = ConfigurationFile.locate(named: path, environment: environment) else {
            guard !needsFile else { throw SettingsError.noFile(searched: ConfigurationFile.usualPlaces) }
            return SettingValues(near: near, far: nil, file: nil)
        }
        try ConfigurationFile.check(file)
        let provider: FileProvider<YAMLSnapshot>
        do {
            let place = InMemoryProvider(values: ["filePath": ConfigValue(.string(file), isSecret: false)])
            provider = try await FileProvider<YAMLSnapshot>(config: ConfigReader(provider: place))
        } catch {
            throw SettingsError.malformed(path: file, reason: String(describing: error))
        }
        return SettingValues(near: near, far: ConfigReader(provider: provider), file: file)
    }

    private func overrideValues() throws(SettingsError) -> [AbsoluteConfigKey: ConfigValue] {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for text in overrides {
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { throw .malformedSet(text) }
            let name = String(text[..<equals])
            guard let key = SettingKey(rawValue: name) else {
                throw .unknownKey(name, nearest: .nearest(to: name), place: "--set")
            }
            values[AbsoluteConfigKey(ConfigKey(key.rawValue))] = ConfigValue(
                .string(String(text[text.index(after: equals)...])), isSecret: false)
        }
        return values
    }

    private static func options(from values: SettingValues) throws(SettingsError) -> EditionOptions {
        var options = EditionOptions()
        if let text = values.text(.fipsModule) {
            guard let module = FIPSOptions.ModuleRequirement(rawValue: text) else {
                throw .invalid(.fipsModule, value: text, allowed: "optional, required")
            }
            options.fips.module = module
        }
        options.fips.moduleConfig = values.path(.fipsModuleConfig)
        if let text = values.text(.sm4Provider) {
            guard let provider = SM4Provider(rawValue: text) else {
                throw .invalid(.sm4Provider, value: text, allowed: "auto, vendored, libgcrypt")
            }
            options.sm.provider = provider
        }
        if let text = values.text(.allowPKCS1v15) {
            guard let isAllowed = Bool(text) else {
                throw .invalid(.allowPKCS1v15, value: text, allowed: "true, false")
            }
            options.fips.allowPKCS1v15 = isAllowed
            options.sm.allowPKCS1v15 = isAllowed
        }
        return options
    }
}
