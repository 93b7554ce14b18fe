// SPDX-License-Identifier: Apache-2.0

/// Every action of the API by its name.
enum ActionTable {
    /// One action.
    struct Entry: Sendable {
        let name: String
        let type: any Action.Type
        /// Its place in the table, for pins.
        fileprivate let place: UInt8
    }

    /// The action of that name, exactly; nil without one.
    static func entry(_ name: String) -> Entry? { entries[name] }

    /// The names of all actions that are carried out, in alphabetical order.
    static var names: [String] { offered.map { $0.name }.sorted() }

    /// What a signature was used for, as its pin remembers it: action, and whether region and version were what they were.
    static func use(_ entry: Entry?, isOurVersion: Bool, hasRegion: Bool) -> UInt8 {
        guard isOurVersion, let entry else { return 254 }
        return entry.place * 2 + (hasRegion ? 1 : 0)
    }

    private static let offered: [any Action.Type] = [
        ArchiveKey.self, CancelKeyArchive.self, CancelKeyDeletion.self, CreateKey.self, Decrypt.self,
        DeleteImportedKeyMaterial.self, DescribeKey.self, DescribeKeys.self, DisableKey.self,
        DisableKeyRotation.self, DisableKeys.self, EnableKey.self, EnableKeyRotation.self, EnableKeys.self,
        Encrypt.self, GenerateRandom.self, GetKeyRotationStatus.self, GetParametersForImport.self, GetRegions.self,
        ImportKeyMaterial.self, ListAlgorithms.self, ListKeyDetail.self, ListKeys.self, ReEncrypt.self,
        RotateKey.self, ScheduleKeyDeletion.self, UpdateAlias.self, UpdateKeyDescription.self,
    ]

    private static let entries = Dictionary(
        uniqueKeysWithValues: offered.enumerated().map { place, type in
            (type.name, Entry(name: type.name, type: type, place: UInt8(place)))
        })
}
