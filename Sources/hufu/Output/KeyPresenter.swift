// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import KeyManagement

/// Shows keys to people or as JSON, and warns of what needs their hand.
struct KeyPresenter {
    let edition: Edition
    let now: UnixTime
    let output: OutputOptions

    init(_ service: KeyService, output: OutputOptions) {
        edition = service.edition.edition
        now = SystemWallClock().now
        self.output = output
    }

    /// Shows one key with all its attributes.
    func show(_ key: CustomerMasterKey) throws {
        if output.json {
            try Terminal.print(json: KeyMetadata(key, edition: edition))
        } else {
            Terminal.print(fields: fields(of: key))
        }
        warn(of: key)
    }

    /// Shows keys, one a line.
    func show(list keys: [CustomerMasterKey]) throws {
        if output.json {
            let metadatas = keys.map { KeyMetadata($0, edition: edition) }
            try Terminal.print(json: KeyList(totalCount: keys.count, keyMetadatas: metadatas))
        } else if keys.isEmpty {
            Terminal.note("No key matches. Make one with `hufu key create NAME`.")
        } else {
            let heading = ["KEY ID", "ALIAS", "STATE", "ORIGIN", "VERSION", "CREATED"]
            Terminal.print(table: [heading] + keys.map(row))
        }
        for key in keys { warn(of: key) }
    }

    /// What `key list --json` prints.
    private struct KeyList: Encodable {
        let totalCount: Int
        let keyMetadatas: [KeyMetadata]
    }

    private func row(of key: CustomerMasterKey) -> [String] {
        [
            key.id.description, key.alias.text, key.state.rawValue, key.origin.rawValue, String(key.version),
            Moment.text(key.createdAt),
        ]
    }

    private func fields(of key: CustomerMasterKey) -> [(String, String)] {
        var fields: [(String, String)] = [
            ("key ID", key.id.description), ("alias", "alias/\(key.alias.text)"),
            ("edition", edition.rawValue), ("state", key.state.rawValue), ("usage", key.usage.rawValue),
            ("origin", key.origin == .internal ? "internal (made by the engine)" : "external (imported by its owner)"),
            ("version", String(key.version)),
            ("created", "\(Moment.phrase(key.createdAt, seenFrom: now)) by \(key.createdBy)"),
        ]
        if !key.summary.isEmpty { fields.insert(("description", key.summary), at: 2) }
        if key.origin == .external {
            fields += materialFields(of: key)
        } else if key.usage.permits(.rotateKey) {
            fields += rotationFields(of: key)
        }
        if let date = key.deletionDate { fields.append(("deletion", Moment.phrase(date, seenFrom: now))) }
        return fields
    }

    private func materialFields(of key: CustomerMasterKey) -> [(String, String)] {
        let validity = key.validTo.map { "ends \(Moment.phrase($0, seenFrom: now))" } ?? "does not end"
        var fields = [("material", key.holdsMaterial ? "imported; \(validity)" : "none")]
        if let checkValue = key.checkValue { fields.append(("check value", checkValue)) }
        return fields
    }

    private func rotationFields(of key: CustomerMasterKey) -> [(String, String)] {
        var fields: [(String, String)] = []
        if let days = key.rotation.periodInDays, let next = key.rotation.nextAt {
            fields.append(("rotation", "every \(days) days; next \(Moment.phrase(next, seenFrom: now))"))
        } else {
            fields.append(("rotation", "off"))
        }
        if let last = key.rotation.lastAt { fields.append(("rotated", Moment.phrase(last, seenFrom: now))) }
        return fields
    }

    private func warn(of key: CustomerMasterKey) {
        if let warning = key.expiryWarning(at: now) { Terminal.note("warning: \(warning)") }
    }
}

extension CustomerMasterKey {
    /// How many days before its end material is warned of.
    static let expiryWarningInDays = 30

    /// What its owner should know and do when the key's imported material ends soon, else nil.
    func expiryWarning(at now: UnixTime) -> String? {
        guard holdsMaterial, let validTo, validTo <= now.adding(days: CustomerMasterKey.expiryWarningInDays) else {
            return nil
        }
        return "The material of alias/\(alias.text) ends \(Moment.phrase(validTo, seenFrom: now)). Then the key does "
            + "not work until its owner imports the same material again."
    }
}
