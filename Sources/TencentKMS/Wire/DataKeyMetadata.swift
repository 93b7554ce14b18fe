// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

extension ActionCall {
    /// A hosted data key's attributes as the API's `DataKeyMetadata`.
    func metadata(of found: DescribedDataKey) -> JSONValue {
        let dataKey = found.dataKey
        var fields: [JSONValue.Member] = []
        func field(_ name: String, _ value: JSONValue) { fields.append(JSONValue.Member(name, value)) }
        field("DataKeyId", .string(dataKey.id.description))
        field("KeyId", .string(dataKey.keyID.description))
        field("KeyName", .string(found.keyAlias.text))
        field("DataKeyName", .string(dataKey.name.text))
        field("NumberOfBytes", .integer(dataKey.byteCount))
        field("CreateTime", .integer(dataKey.createdAt.seconds))
        field("Description", .string(dataKey.summary))
        field("KeyState", .string(dataKey.state.rawValue))
        field("CreatorUin", .integer(site.accountID))
        field("CreatorUinString", .string("\(site.accountID)"))
        field("Owner", "user")
        field("DeletionDate", .integer(dataKey.deletionDate?.seconds ?? 0))
        field("Origin", .string(KeyMetadata.origin(dataKey.origin)))
        field("HsmClusterId", "")
        field("ResourceId", .string("creatorUin/\(site.accountID)/\(dataKey.id)"))
        fields += KeyMetadata.replication
        return .object(fields)
    }
}
