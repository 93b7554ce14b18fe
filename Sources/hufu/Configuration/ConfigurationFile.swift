// SPDX-License-Identifier: Apache-2.0
import Console
import Foundation
import Yams

/// Finds the configuration file, and refuses what the reader of its values would pass over.
enum ConfigurationFile {
    /// The file to read: the one named, else `HUFU_CONFIG`, else `./hufu.yaml`, else `/etc/hufu/hufu.yaml`.
    ///
    /// - Returns: nil when none was named and none is there.
    static func locate(named path: String?, environment: [String: String]) -> String? {
        if let path { return path }
        if let path = environment["HUFU_CONFIG"], !path.isEmpty { return path }
        return usualPlaces.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// Where a file is looked for when none is named.
    static let usualPlaces = ["./hufu.yaml", "/etc/hufu/hufu.yaml"]

    /// Reads the text and refuses what is no mapping, keys that nothing reads, doubled keys and values that are lists.
    ///
    /// - Throws: ``SettingsError/unreadable(path:_:)``; ``SettingsError/malformed(path:reason:)``;
    ///   ``SettingsError/unknownKey(_:nearest:place:)``.
    static func check(_ path: String) throws(SettingsError) {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw .unreadable(path: path, SystemFailure(foundation: error))
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw .malformed(path: path, reason: reason(for: error))
        }
        guard case .mapping(let mapping) = root else {
            throw .malformed(path: path, reason: "it holds no 'key: value'. Begin with 'edition: fips' or sm-crypto")
        }
        try check(mapping, under: [], path: path)
    }

    private static func check(_ mapping: Node.Mapping, under parents: [String], path: String) throws(SettingsError) {
        for (key, value) in mapping {
            let components = parents + [key.string ?? "?"]
            let name = components.joined(separator: ".")
            switch value {
            case .mapping(let inner) where isSection(name):
                try check(inner, under: components, path: path)
            case .scalar(let scalar) where isSection(name) && scalar.string.isEmpty:
                continue  // a section whose settings are all commented out
            default:
                guard SettingKey(rawValue: name) != nil else {
                    throw .unknownKey(name, nearest: .nearest(to: name), place: "the configuration \(path)")
                }
                guard case .scalar = value else {
                    throw .malformed(path: path, reason: "'\(name)' takes one value, not a list or a section")
                }
            }
        }
    }

    /// Where the file is no YAML, in one line.
    private static func reason(for error: any Error) -> String {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "line \(mark.line), column \(mark.column): \(problem)"
        case .duplicatedKeysInMapping(let keys, _): "it says '\(keys.joined(separator: "', '"))' more than once"
        default: "it is no YAML text"
        }
    }

    /// Whether settings stand under this name.
    private static func isSection(_ name: String) -> Bool {
        SettingKey.allCases.contains { $0.rawValue.hasPrefix(name + ".") }
    }
}
