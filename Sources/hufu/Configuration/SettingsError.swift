// SPDX-License-Identifier: Apache-2.0
import Console

/// Why a configuration cannot be used, and what to do.
enum SettingsError: Error, Equatable {
    /// No file was named, and none stands in the usual places.
    case noFile(searched: [String])
    /// The file named cannot be read.
    case unreadable(path: String, SystemFailure)
    /// The file is no YAML mapping of single values.
    case malformed(path: String, reason: String)
    /// A key that nothing reads, with the nearest one that something reads.
    case unknownKey(String, nearest: SettingKey, place: String)
    /// A key that is needed and absent.
    case missing(SettingKey, file: String?)
    /// A value that its key does not take.
    case invalid(SettingKey, value: String, allowed: String)
    /// A `--set` that is not `KEY=VALUE`.
    case malformedSet(String)
}

extension SettingsError: CustomStringConvertible {
    /// What is wrong. What to do.
    var description: String {
        switch self {
        case .noFile(let searched):
            "There is no configuration. Looked for: \(searched.joined(separator: ", ")). "
                + "Make one with `hufu init --edition fips --directory DIR`, or name one with --config."
        case .unreadable(let path, let failure):
            "The configuration \(path) cannot be read: \(failure.reason). Check --config or HUFU_CONFIG."
        case .malformed(let path, let reason):
            "The configuration \(path) cannot be used: \(reason). Correct it; docs/operations.md lists what it may say."
        case .unknownKey(let key, let nearest, let place):
            "Nothing reads '\(key)' in \(place). Did you mean '\(nearest.rawValue)'?"
        case .missing(.edition, file: nil):
            "No edition is chosen. Pass --edition fips or --edition sm-crypto, or name a configuration with --config."
        case .missing(let key, let file):
            "The configuration\(file.map { " \($0)" } ?? "") does not say '\(key.rawValue)'. "
                + "Add it to the file, or pass --set \(key.rawValue)=VALUE."
        case .invalid(let key, let value, let allowed):
            "'\(value)' is no value of '\(key.rawValue)'. Allowed: \(allowed)."
        case .malformedSet(let text):
            "'--set \(text)' is not of the form KEY=VALUE, such as --set sm4.provider=vendored."
        }
    }
}
