// SPDX-License-Identifier: Apache-2.0

/// The ID of a hosted data key.
public typealias DataKeyID = UniqueID

/// A data key that the service keeps, sealed under a CMK: a pure value, which the store keeps and the service changes.
///
/// It holds the data key as two boxes under that CMK (formats.md §2) and never in clear: the message that its maker got,
/// and another one from which the service itself opens the data key, without its maker's context.
public struct HostedDataKey: Sendable, Hashable, Codable {
    /// Names the data key for ever.
    public let id: DataKeyID
    /// The name given by its owner.
    public package(set) var name: DataKeyName
    /// The CMK that it is sealed under, and with which it ends.
    public let keyID: KeyID
    /// Length of the data key in bytes, 1 to 1024.
    public let byteCount: Int
    /// When it came here.
    public let createdAt: UnixTime
    /// Which principal brought it here.
    public let createdBy: String
    /// Free text, at most 100 bytes.
    public package(set) var summary: String
    /// Who made it: the engine, or an owner who imported it.
    public let origin: KeyOrigin
    /// Its labels.
    public let tags: [KeyTag]
    /// The state as stored; the deletion date is evaluated at each access.
    public package(set) var state: DataKeyState
    /// When it ends, once its deletion is scheduled.
    public package(set) var deletionDate: UnixTime?
    /// Counts the changes of this data key, from 1; the store swaps on it.
    public package(set) var revision: UInt64
    /// The message that its maker got, bound to its maker's context, which is not stored.
    let message: StoredBox
    /// The message that the service opens, bound to this data key's ID.
    let hosted: StoredBox

    package init(
        id: DataKeyID, keyID: KeyID, byteCount: Int, request: DataKeyRequest, origin: KeyOrigin, createdAt: UnixTime,
        createdBy: String, message: [UInt8], hosted: [UInt8]
    ) {
        self.id = id
        self.keyID = keyID
        self.byteCount = byteCount
        name = request.name
        summary = request.summary
        tags = request.tags
        self.origin = origin
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.message = StoredBox(bytes: message)
        self.hosted = StoredBox(bytes: hosted)
        state = .enabled
        revision = 1
    }
}

extension HostedDataKey {
    /// The longest description, in bytes of UTF-8.
    public static let summaryByteCountLimit = 100

    /// Takes the state's answer to `action` and moves on.
    ///
    /// - Throws: ``KeyServiceError/dataKey(_:)`` with ``DataKeyError/refusedByState(_:state:action:)``.
    mutating func advance(_ action: KeyAction) throws(KeyServiceError) {
        switch DataKeyStateTable.outcome(of: action, in: state) {
        case .allowed, .removed: break
        case .becomes(let next): state = next
        case .refused(let refusal): throw .dataKey(.refusedByState(refusal, state: state, action: action))
        }
    }

    /// Whether the state allows a use that changes nothing.
    func demand(_ action: KeyAction) throws(KeyServiceError) {
        var probe = self
        try probe.advance(action)
    }
}

/// A box as it stands in a record: Base64url (RFC 4648 §5) without padding.
struct StoredBox: Sendable, Hashable, Codable {
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = Base64URL.decode(Array(try container.decode(String.self).utf8).span) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a Base64url text")
        }
        self.bytes = bytes
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Base64URL.encode(bytes.span))
    }
}
