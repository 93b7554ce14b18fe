// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// What an import token says (formats.md §6). It travels sealed under the root key.
struct ImportToken: Equatable {
    let tokenID: UniqueID
    let keyID: KeyID
    let keyVersion: UInt32
    let pairID: UniqueID
    let algorithm: WrappingAlgorithm
    /// The edition's hash of the SubjectPublicKeyInfo sent, lower-case hexadecimal.
    let publicKeyHash: String
    let expires: UnixTime

    /// How long a token lives, in days.
    static let lifetimeInDays = 1

    var pairs: Pairs {
        [
            "token": tokenID.description,
            "key": keyID.description,
            "version": String(keyVersion),
            "pair": pairID.description,
            "algorithm": algorithm.rawValue,
            "spki": publicKeyHash,
            "expires": String(expires.seconds),
        ]
    }
}

extension ImportToken {
    /// Reads a token's plaintext; nil unless it holds these fields, in their one spelling, and nothing else.
    init?(pairs: Pairs) {
        func text(_ field: String) -> String { String(decoding: pairs[field] ?? [], as: UTF8.self) }
        guard let tokenID = UniqueID(text("token")), let keyID = KeyID(text("key")),
            let keyVersion = UInt32(text("version")), let pairID = UniqueID(text("pair")),
            let algorithm = WrappingAlgorithm(rawValue: text("algorithm")), let expires = Int64(text("expires"))
        else { return nil }
        self.init(
            tokenID: tokenID, keyID: keyID, keyVersion: keyVersion, pairID: pairID, algorithm: algorithm,
            publicKeyHash: text("spki"), expires: UnixTime(seconds: expires))
        guard self.pairs == pairs else { return nil }  // another field, or another spelling of one
    }
}
