// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

/// The one door to the keys of a store. Every rule of the key is enforced behind it.
///
/// What changes is in the store, by compare-and-swap. In memory are the keys that ``KeyCachePolicy`` lets it keep, which a
/// use relies on only until the store records it. Values may be shared between tasks; copies share that memory. Calls compute
/// where their caller runs: whose thread must not wait, such as one that draws, calls from a task of its own.
///
/// ## Topics
/// ### Keys
/// - ``createKey(_:limit:for:)``, ``describeKey(_:for:)``, ``listKeys(_:for:)``
/// - ``bindCloudResource(_:productID:resourceID:for:)``, ``statistics()``
/// ### Cryptography
/// - ``encrypt(_:under:context:for:)``, ``decrypt(_:context:for:)``, ``generateDataKey(under:byteCount:context:for:)``
/// ### Asymmetric keys
/// - ``publicKey(of:for:)``, ``sign(_:as:with:algorithm:for:)``, ``verify(_:of:as:with:algorithm:for:)``,
///   ``decrypt(_:with:algorithm:for:)``
/// ### Bring your own key
/// - ``parametersForImport(_:algorithm:for:)``, ``importKeyMaterial(_:for:)``, ``deleteImportedKeyMaterial(_:for:)``
/// ### Hosted data keys
/// - ``generateHostedDataKey(under:byteCount:context:as:for:)``, ``dataKeyPlaintext(_:for:)``
/// - ``listDataKeys(_:for:)``, ``scheduleDataKeyDeletion(_:days:for:)``
public struct KeyService: Sendable {
    /// The edition that computes.
    public let edition: any CryptoEdition
    let store: any KeyStore
    let clock: any WallClock
    let vault: SecretVault
    let boxes: BoxFormat
    let cache: KeyCache
    let recorder: UseRecorder
    let importPairs: KeyPairPool?

    /// The longest message that a CMK encrypts itself, in bytes.
    public static let plaintextByteCountLimit = 4096
    /// The longest ciphertext that an SM2 key decrypts, in bytes.
    public static let sm2CiphertextByteCountLimit = 256
    /// The most random bytes, and the longest data key, in bytes.
    public static let randomByteCountLimit = 1024

    /// Opens the door to a store.
    ///
    /// - Parameters:
    ///   - edition: the loaded edition; must be the store's.
    ///   - store: where the keys rest.
    ///   - identity: what the store says it is.
    ///   - root: the root key that wraps the store's secrets.
    ///   - clock: tells the time.
    ///   - cache: which keys stay in memory between uses; none unless said otherwise.
    ///   - importPairs: where wrapping pairs of its kind are taken from; nil to make each when it is asked for.
    /// - Throws: ``KeyServiceError/store(_:)`` with ``KeyStoreError/unfit(_:)`` for another edition or root key.
    public init(
        edition: any CryptoEdition, store: any KeyStore, identity: StoreIdentity, root: borrowing RootKey,
        clock: any WallClock = SystemWallClock(), cache: KeyCachePolicy = .off, importPairs: KeyPairPool? = nil
    ) throws(KeyServiceError) {
        try self.init(
            edition: edition, store: store, identity: identity, root: root, clock: clock,
            boxes: BoxFormat(edition: edition), cache: cache, importPairs: importPairs)
    }

    /// The same with salts of the caller's choice, for worked examples, and a clock for the cache.
    package init(
        edition: any CryptoEdition, store: any KeyStore, identity: StoreIdentity, root: borrowing RootKey,
        clock: any WallClock, boxes: BoxFormat, cache: KeyCachePolicy = .off, importPairs: KeyPairPool? = nil,
        uptime: @escaping @Sendable () -> Duration = KeyCache.systemUptime
    ) throws(KeyServiceError) {
        self.edition = edition
        self.store = store
        self.clock = clock
        self.boxes = boxes
        self.cache = KeyCache(cache, uptime: uptime)
        self.importPairs = importPairs
        recorder = UseRecorder(store: store)
        vault = try SecretVault(root: root, identity: identity, edition: edition, boxes: boxes)
    }

    /// Forgets cached keys that are beyond their lifetime. Uses do that where they pass; a server calls it now and then, so
    /// that material nobody uses any more leaves its memory, too.
    public func forgetExpiredKeys() { cache.evictExpired() }
}
