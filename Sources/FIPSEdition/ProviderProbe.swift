// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Libcrypto

/// Asks a library context whether it offers what the edition needs and, in a validated module, nothing else.
struct ProviderProbe {
    let library: LibraryContext
    let subMode: SubMode

    /// Everything the edition computes with, by OpenSSL's names.
    private static let needed: [(kind: LibraryContext.AlgorithmKind, name: String)] = [
        (.cipher, "AES-256-GCM"), (.digest, "SHA2-256"), (.digest, "SHA1"), (.mac, "HMAC"), (.kdf, "KBKDF"),
        (.keyManagement, "RSA"), (.asymmetricCipher, "RSA"), (.random, "CTR-DRBG"),
    ]

    /// Never approved: a context that finds it does not keep to the module.
    private static let foreign = "MD5"

    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` naming the first algorithm that is missing, or that should be.
    func run() throws(CryptoError) {
        for (kind, name) in Self.needed
        where !library.canFetch(kind, name, properties: subMode.propertyQuery) {
            throw .moduleUnavailable(
                reason: "OpenSSL's providers offer no \(name) with the property query '\(subMode.propertyQuery)'.")
        }
        guard case .validatedModule = subMode else { return }
        // With the context's default query alone, as calls inside the library fetch.
        guard !library.canFetch(.digest, Self.foreign) else {
            throw .moduleUnavailable(
                reason: "OpenSSL offers \(Self.foreign) in the module's context, so it does not keep to the module.")
        }
    }
}
