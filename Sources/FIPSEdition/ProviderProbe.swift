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
        (.keyManagement, "RSA"), (.asymmetricCipher, "RSA"), (.signature, "RSA"), (.keyManagement, "EC"),
        (.signature, "ECDSA"), (.random, "CTR-DRBG"),
    ]

    /// Never approved: a context that finds it does not keep to the module.
    private static let foreign = "MD5"

    /// What each probe found, the positive ones first.
    func outcomes() -> [ProbeOutcome] {
        let query = subMode.propertyQuery
        let positive = Self.needed.map { kind, name in
            let isOffered = library.canFetch(kind, name, properties: query)
            return ProbeOutcome(
                expects: .offered, kind: "\(kind)", algorithm: name, propertyQuery: query, isOffered: isOffered,
                verdict: isOffered ? .holds : .fails)
        }
        // With the context's default query alone, as calls inside the library fetch.
        let isOffered = library.canFetch(.digest, Self.foreign)
        let verdict: ProbeOutcome.Verdict =
            switch subMode {
            case .algorithmsOnly: .notApplicable
            case .validatedModule: isOffered ? .fails : .holds
            }
        return positive + [
            ProbeOutcome(
                expects: .absent, kind: "\(LibraryContext.AlgorithmKind.digest)", algorithm: Self.foreign,
                propertyQuery: query, isOffered: isOffered, verdict: verdict)
        ]
    }

    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` naming the first algorithm that is missing, or that should be.
    func run() throws(CryptoError) {
        guard let failure = outcomes().first(where: { $0.verdict == .fails }) else { return }
        switch failure.expects {
        case .offered:
            throw .moduleUnavailable(
                reason: "OpenSSL's providers offer no \(failure.algorithm) with the property query "
                    + "'\(failure.propertyQuery)'.")
        case .absent:
            throw .moduleUnavailable(
                reason:
                    "OpenSSL offers \(failure.algorithm) in the module's context, so it does not keep to the module.")
        }
    }
}
