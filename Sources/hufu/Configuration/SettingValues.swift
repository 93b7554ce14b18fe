// SPDX-License-Identifier: Apache-2.0
import Configuration
import Foundation

/// The values of the settings, from the process's surroundings (`--set`, environment) or else from the file.
struct SettingValues {
    /// `--set` over the environment.
    let near: ConfigReader
    /// The file, if there is one.
    let far: ConfigReader?
    /// Its path.
    let file: String?

    /// The value as text; nil when it is absent or empty.
    func text(_ key: SettingKey) -> String? {
        near.text(key) ?? far?.text(key)
    }

    /// The value as a path: a relative one counts from the folder of the file that holds it, or from the working
    /// folder when it comes from `--set` or the environment.
    func path(_ key: SettingKey) -> String? {
        if let path = near.text(key) { return path }
        guard let path = far?.text(key) else { return nil }
        guard !path.hasPrefix("/"), let file else { return path }
        return URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(path).path
    }
}

extension ConfigReader {
    fileprivate func text(_ key: SettingKey) -> String? {
        guard let text = string(forKey: ConfigKey(key.rawValue)), !text.isEmpty else { return nil }
        return text
    }
}
