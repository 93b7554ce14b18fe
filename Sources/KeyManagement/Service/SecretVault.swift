// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// Seals and opens the secrets of one store under its root key (formats.md §4).
///
/// Immutable; shared between tasks. Holds the root only as a keyed derivation.
struct SecretVault: Sendable {
    let identity: StoreIdentity
    private let boxes: BoxFormat
    private let derivation: any KeyDerivation

    /// - Throws: ``KeyStoreError/unfit(_:)`` when the root key is not the one the store was made with.
    init(
        root: borrowing RootKey, identity: StoreIdentity, edition: any CryptoEdition, boxes: BoxFormat
    ) throws(KeyServiceError) {
        guard identity.edition == edition.edition else {
            throw .store(.unfit("it holds keys of the edition \(identity.edition); this is \(edition.edition)"))
        }
        guard root.id == identity.rootID, root.version == identity.rootVersion else {
            throw .store(
                .unfit(
                    "its root key is \(identity.rootID) version \(identity.rootVersion), "
                        + "the root file holds \(root.id) version \(root.version); name the right root file"))
        }
        self.identity = identity
        self.boxes = boxes
        do throws(CryptoError) {
            derivation = try edition.makeDerivation(key: root.key)
        } catch {
            throw .engine(error)
        }
    }

    /// Seals a secret for its row.
    func wrap(
        _ secret: borrowing KeyMaterial, as name: SecretName, origin: KeyOrigin = .internal
    ) throws(KeyServiceError) -> WrappedSecret {
        do throws(CryptoError) {
            let box = try boxes.seal(
                secret, as: .row, under: derivation, id: identity.rootID, version: identity.rootVersion,
                pairs: rowPairs(name, origin))
            return WrappedSecret(name: name, origin: origin, box: box)
        } catch {
            throw .engine(error)
        }
    }

    /// Opens a row's secret.
    ///
    /// - Throws: ``KeyStoreError/damaged(_:)`` when the row was altered, moved or swapped;
    ///   ``KeyServiceError/engine(_:)`` when the engine failed, which says nothing of the row.
    func unwrap(_ wrapped: WrappedSecret) throws(KeyServiceError) -> KeyMaterial {
        do throws(FormatError) {
            let header = try boxes.header(of: wrapped.box.span, as: .row)
            guard header.id == identity.rootID, header.version == identity.rootVersion else {
                throw FormatError.doesNotOpen
            }
            return try boxes.openMaterial(
                wrapped.box.span, as: .row, under: derivation, pairs: rowPairs(wrapped.name, wrapped.origin))
        } catch .engine(let error) {
            throw .engine(error)
        } catch {
            throw .store(
                .damaged("the row \(wrapped.name.kind.rawValue) \(wrapped.name.id) does not open under the root key"))
        }
    }

    /// Seals an import token's plaintext.
    func sealToken(_ plaintext: [UInt8]) throws(CryptoError) -> [UInt8] {
        try boxes.seal(
            plaintext.span, as: .token, under: derivation, id: identity.rootID, version: identity.rootVersion,
            pairs: tokenPairs)
    }

    /// Opens an import token.
    ///
    /// - Throws: ``KeyServiceError/invalidToken`` for anything that is not a token of this store;
    ///   ``KeyServiceError/engine(_:)``.
    func openToken(_ box: [UInt8]) throws(KeyServiceError) -> [UInt8] {
        do throws(FormatError) {
            return try boxes.open(box.span, as: .token, under: derivation, pairs: tokenPairs)
        } catch .engine(let error) {
            throw .engine(error)
        } catch {
            throw .invalidToken
        }
    }

    private var tokenPairs: Pairs { ["store": identity.storeID.description] }

    private func rowPairs(_ name: SecretName, _ origin: KeyOrigin) -> Pairs {
        [
            "kind": name.kind.rawValue,
            "id": name.id.description,
            "version": String(name.version),
            "origin": origin.rawValue,
            "store": identity.storeID.description,
        ]
    }
}
