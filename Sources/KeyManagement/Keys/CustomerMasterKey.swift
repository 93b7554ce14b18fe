// SPDX-License-Identifier: Apache-2.0

/// A customer master key without its material: a pure value, which the store keeps and the service changes.
public struct CustomerMasterKey: Sendable, Hashable, Codable {
    /// Names the key for ever.
    public let id: KeyID
    /// The name given by its owner.
    public package(set) var alias: KeyAlias
    /// Free text, at most 1024 bytes.
    public package(set) var summary: String
    /// What the key may do.
    public let usage: KeyUsage
    /// Who made its material.
    public let origin: KeyOrigin
    /// The state as stored; expiry is evaluated by ``settled(at:)``.
    public package(set) var state: KeyState
    /// When the key was made.
    public let createdAt: UnixTime
    /// Which principal made it.
    public let createdBy: String
    /// The version of the material that seals, from 1; earlier ones still open.
    public internal(set) var version: UInt32
    /// Whether the store holds the material.
    public package(set) var holdsMaterial: Bool
    /// When imported material ends; nil for never.
    public package(set) var validTo: UnixTime?
    /// The key's check value of imported material, 16 hexadecimal digits; public. Stays after deletion.
    public internal(set) var checkValue: String?
    /// The keyed fingerprint of imported material, 32 bytes. Stays after deletion and expiry: the same material only.
    package var fingerprint: [UInt8]?
    /// The public half of an asymmetric key as DER SubjectPublicKeyInfo; nil for a symmetric key.
    public package(set) var publicKeyDER: [UInt8]?
    /// Periodic rotation.
    public internal(set) var rotation: Rotation
    /// When the key ends, once its deletion is scheduled.
    public package(set) var deletionDate: UnixTime?
    /// The import under way, if any: a newer one replaces it.
    package var importSession: ImportSession?
    /// Counts the changes of this key, from 1; the store swaps on it.
    public package(set) var revision: UInt64
    /// As ``tags``; nil for none, as in records from before there were tags.
    private var tagList: [KeyTag]?
    /// As ``bindings``; nil for none, as in records from before there were bindings.
    private var bindingList: [ResourceBinding]?

    /// Periodic rotation of a key.
    public struct Rotation: Sendable, Hashable, Codable {
        /// The period in days while rotation is on, else nil.
        public internal(set) var periodInDays: Int?
        /// When the next version is due while rotation is on.
        public internal(set) var nextAt: UnixTime?
        /// When the last version was made, if not the first.
        public internal(set) var lastAt: UnixTime?
    }

    /// One import under way: which token counts, and how often it failed.
    package struct ImportSession: Sendable, Hashable, Codable {
        package let tokenID: UniqueID
        package let pairID: UniqueID
        package let algorithm: String
        package let expires: UnixTime
        package internal(set) var failureCount = 0

        package init(tokenID: UniqueID, pairID: UniqueID, algorithm: String, expires: UnixTime) {
            self.tokenID = tokenID
            self.pairID = pairID
            self.algorithm = algorithm
            self.expires = expires
        }

        /// After so many failed unwraps a token is dead.
        package static let failureLimit = 5
        package var isDead: Bool { failureCount >= Self.failureLimit }
    }

    package init(
        id: KeyID, alias: KeyAlias, summary: String, usage: KeyUsage, origin: KeyOrigin, createdAt: UnixTime,
        createdBy: String
    ) {
        self.id = id
        self.alias = alias
        self.summary = summary
        self.usage = usage
        self.origin = origin
        self.createdAt = createdAt
        self.createdBy = createdBy
        state = origin == .internal ? .enabled : .pendingImport
        version = 1
        holdsMaterial = origin == .internal
        rotation = Rotation(periodInDays: nil, nextAt: nil, lastAt: nil)
        revision = 1
    }
}

extension CustomerMasterKey {
    /// The longest description, in bytes of UTF-8.
    public static let summaryByteCountLimit = 1024

    /// Its labels.
    public package(set) var tags: [KeyTag] {
        get { tagList ?? [] }
        set { tagList = newValue.isEmpty ? nil : newValue }
    }

    /// The cloud resources that use it.
    public package(set) var bindings: [ResourceBinding] {
        get { bindingList ?? [] }
        set { bindingList = newValue.isEmpty ? nil : newValue }
    }

    /// What time alone does to a key.
    package enum Settlement: Sendable, Hashable {
        /// Nothing is due.
        case unchanged
        /// Imported material reached its end: it is to be removed.
        case materialExpired
        /// The token of the import under way reached its end: its private key is to be removed.
        case importExpired
        /// The deletion date has come: the key is gone.
        case destroyed
    }

    /// When time alone next does something to the key, as ``settled(at:)`` says; nil for never.
    package var due: UnixTime? {
        [deletionDate, holdsMaterial ? validTo : nil, importSession?.expires].compactMap(\.self).min()
    }

    /// What is due first at `now`. Evaluated at every access, so that no timer decides whether a key still works.
    package func settled(at now: UnixTime) -> Settlement {
        if let deletionDate, deletionDate <= now { return .destroyed }
        if let validTo, validTo <= now, holdsMaterial { return .materialExpired }
        if let importSession, importSession.expires <= now { return .importExpired }
        return .unchanged
    }

    /// Takes the state's answer to `action` and moves on.
    ///
    /// - Throws: ``KeyServiceError/wrongUsage(_:action:)``; ``KeyServiceError/refusedByState(_:state:action:)``.
    mutating func advance(_ action: KeyAction) throws(KeyServiceError) {
        try demandUsage(for: action)
        switch KeyStateTable.outcome(of: action, in: state, holdsMaterial: holdsMaterial) {
        case .allowed, .removed: break
        case .becomes(let next): state = next
        case .refused(let refusal): throw .refusedByState(refusal, state: state, action: action)
        }
    }

    /// Whether the key is one for `action`, whatever its state.
    ///
    /// - Throws: ``KeyServiceError/wrongUsage(_:action:)``.
    func demandUsage(for action: KeyAction) throws(KeyServiceError) {
        guard usage.permits(action) else { throw .wrongUsage(usage, action: action) }
    }

    /// Forgets the material, by deletion or expiry; what ties the key to it stays.
    mutating func dropMaterial(by action: KeyAction) {
        if case .becomes(let next) = KeyStateTable.outcome(of: action, in: state) { state = next }
        holdsMaterial = false
        validTo = nil
    }

    /// The names of all material rows that this key may have in the store.
    var materialNames: [SecretName] {
        (0..<version).map { SecretName(kind: .material, id: id, version: $0 + 1) }
    }
}
