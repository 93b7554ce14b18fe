// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON

/// A CMK's attributes as the API's `KeyMetadata`.
struct KeyMetadata {
    let key: CustomerMasterKey
    let edition: Edition
    let site: Site

    /// The object, its fields in the API's order.
    var json: JSONValue {
        var fields: [JSONValue.Member] = []
        func field(_ name: String, _ value: JSONValue) { fields.append(JSONValue.Member(name, value)) }
        field("KeyId", .string(key.id.description))
        field("Alias", .string(key.alias.text))
        field("CreateTime", .integer(key.createdAt.seconds))
        field("Description", .string(key.summary))
        field("KeyState", .string(key.state.rawValue))
        field("KeyUsage", .string(key.usage.rawValue))
        field("Type", .integer(edition == .fips ? 2 : 4))
        field("CreatorUin", .integer(site.accountID))
        field("KeyRotationEnabled", .boolean(key.rotation.periodInDays != nil))
        field("Owner", "user")
        field("NextRotateTime", .integer(key.rotation.nextAt?.seconds ?? 0))
        field("DeletionDate", .integer(key.deletionDate?.seconds ?? 0))
        field("Origin", .string(Self.origin(key.origin)))
        field("ValidTo", .integer(key.validTo?.seconds ?? 0))
        field("ResourceId", .string("creatorUin/\(site.accountID)/\(key.id)"))
        field("HsmClusterId", "")
        field("RotateDays", .integer(key.rotation.periodInDays ?? 0))
        field("LastRotateTime", .integer(key.rotation.lastAt?.seconds ?? 0))
        field("CreatorUinString", .string("\(site.accountID)"))
        fields += Self.replication
        return .object(fields)
    }

    /// Where key material comes from, in the API's words.
    static func origin(_ origin: KeyOrigin) -> String { origin == .external ? "EXTERNAL" : "TENCENT_KMS" }

    /// What concerns copies in other regions and member accounts: there are none.
    static let replication = [
        JSONValue.Member("IsSyncReplica", .integer(0)), JSONValue.Member("SourceRegion", ""),
        JSONValue.Member("SyncStatus", .integer(0)), JSONValue.Member("SyncMessages", ""),
        JSONValue.Member("SyncStartTime", .integer(0)), JSONValue.Member("SyncEndTime", .integer(0)),
        JSONValue.Member("SourceHsmClusterId", ""), JSONValue.Member("AccountAppId", .integer(0)),
        JSONValue.Member("AccountUin", .integer(0)), JSONValue.Member("AccountName", ""),
    ]
}

extension ActionCall {
    /// The attributes of a key, as this server shows them.
    func metadata(of key: CustomerMasterKey) -> JSONValue {
        KeyMetadata(key: key, edition: service.edition.edition, site: site).json
    }
}
