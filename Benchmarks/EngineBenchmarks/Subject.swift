// SPDX-License-Identifier: Apache-2.0
import CryptoEditions

/// A cipher that is measured through `Encryptor`: an edition, on one implementation.
struct Subject {
    /// As benchmark names show it.
    let name: String
    private let edition: Edition
    private let options: EditionOptions

    /// Loads the edition, as an integrator does.
    func load() throws(CryptoError) -> any CryptoEdition { try edition.load(options) }

    /// Both editions; SM4-GCM on each of its implementations.
    static let all = [
        Subject(name: "AES-256-GCM", edition: .fips, options: EditionOptions()),
        Subject(
            name: "SM4-128-GCM on CSM4", edition: .smCrypto,
            options: EditionOptions(sm: SMOptions(provider: .vendored))),
        Subject(
            name: "SM4-128-GCM on libgcrypt", edition: .smCrypto,
            options: EditionOptions(sm: SMOptions(provider: .libgcrypt))),
    ]
}
