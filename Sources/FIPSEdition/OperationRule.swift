// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// What NIST's documents say of an operation, whatever computes it.
struct OperationRule {
    let operation: String
    let algorithm: String
    let standing: OperationIndicator.Standing
    let grounds: String

    private init(
        _ operation: String, _ algorithm: String, _ standing: OperationIndicator.Standing, _ grounds: String
    ) {
        self.operation = operation
        self.algorithm = algorithm
        self.standing = standing
        self.grounds = grounds
    }

    /// How the operation stands in a sub-mode: an approved algorithm makes no approved service without a validated module.
    func indicator(at level: ValidationStatus.Level) -> OperationIndicator {
        let isUnvalidated = standing == .approved && level == .algorithmsOnly
        return OperationIndicator(
            operation: operation, algorithm: algorithm, indicator: isUnvalidated ? .notApproved : standing,
            algorithmStanding: standing,
            reason: isUnvalidated ? "no validated module; an approved algorithm: \(grounds)" : grounds)
    }

    /// Every operation of the edition, and those that users ask for and it does not have.
    static func all(allowsPKCS1v15: Bool) -> [OperationRule] {
        encryption + keyedHashes + [random] + keyTransport(allowsPKCS1v15: allowsPKCS1v15) + asymmetric
            + encryptionUnderPublicKeys(allowsPKCS1v15: allowsPKCS1v15) + wire + outside
    }

    private static let encryption = [
        OperationRule(
            "seal", "AES-256-GCM", .approved,
            "SP 800-38D §7.1; 96-bit nonces from the DRBG (§8.2.2), inside the module where there is one (IG C.H); at most "
                + "2^32 messages a key (§8.3)"),
        OperationRule("open", "AES-256-GCM", .approved, "SP 800-38D §7.2; nothing is handed out before the tag holds"),
        OperationRule(
            "wrap and unwrap a key", "AES-256-GCM", .approved,
            "SP 800-38F §3.1 takes GCM for key wrapping; KW and KWP run for vectors only"),
    ]

    private static let keyedHashes = [
        OperationRule("hash", "SHA-256", .approved, "FIPS 180-4"),
        OperationRule(
            "authenticate", "HMAC-SHA-256", .approved,
            "FIPS 198-1; keys have 128 bits or more, over the 112 of SP 800-131A r2 §10"),
        OperationRule(
            "derive a key", "KBKDF, counter mode, HMAC-SHA-256", .approved,
            "SP 800-108r1 §4.1; the key is of 256 bits"),
    ]

    private static let random = OperationRule(
        "make random bytes and keys", "CTR_DRBG, AES-256", .approved,
        "SP 800-90A r1 §10.2.1, SP 800-133 r2 §4; the strength of the seed is for the module's certificate to say (IG 9.3.A)"
    )

    private static func keyTransport(allowsPKCS1v15: Bool) -> [OperationRule] {
        [
            OperationRule(
                "make an import pair", "RSA-2048", .approved, "FIPS 186-5 §A.1; 112 bits of strength"),
            OperationRule(
                "unwrap imported material", "RSAES-OAEP, SHA-256", .approved,
                "SP 800-56B r2 §7.2.2, §9; what is imported is worth no more than 112 bits"),
            OperationRule(
                "unwrap imported material", "RSAES-OAEP, SHA-1", .approved,
                "SP 800-56B r2 §7.2.2; SP 800-131A r2 §9 still takes SHA-1 outside of signatures: choose SHA-256"),
            OperationRule(
                "unwrap imported material", "RSAES-PKCS1-v1_5", allowsPKCS1v15 ? .notApproved : .notOffered,
                allowsPKCS1v15
                    ? "SP 800-131A r2 §6: disallowed for key transport after 2023; import.allowPKCS1v15 switched it on"
                    : "SP 800-131A r2 §6: disallowed for key transport after 2023"),
        ]
    }

    private static let asymmetric = [
        OperationRule(
            "make an asymmetric key", "RSA-2048", .approved,
            "FIPS 186-5 §A.1; tested for pairwise consistency (IG 10.3.A); one usage a key (SP 800-57 pt 1 r5 §5.2)"),
        OperationRule(
            "make an asymmetric key", "P-256", .approved,
            "FIPS 186-5 §A.2, SP 800-186 §3.2.1.3; tested for pairwise consistency (IG 10.3.A)"),
        OperationRule(
            "sign and verify", "RSASSA-PSS, SHA-256", .approved,
            "FIPS 186-5 §5.4: MGF1 with SHA-256, a salt as long as the hash"),
        OperationRule("sign and verify", "RSASSA-PKCS1-v1_5, SHA-256", .approved, "FIPS 186-5 §5.4"),
        OperationRule("sign and verify", "ECDSA, P-256, SHA-256", .approved, "FIPS 186-5 §6.4"),
        OperationRule(
            "sign and verify a digest made elsewhere", "RSASSA-PSS, RSASSA-PKCS1-v1_5, ECDSA", .notApproved,
            "that the hash was an approved one is the caller's word: sign the message itself"),
    ]

    private static func encryptionUnderPublicKeys(allowsPKCS1v15: Bool) -> [OperationRule] {
        [
            OperationRule(
                "encrypt under a public key and decrypt", "RSAES-OAEP, SHA-256 or SHA-1", .approved,
                "SP 800-56B r2 §7.2.2, where what is encrypted is a key"),
            OperationRule(
                "encrypt under a public key and decrypt", "RSAES-PKCS1-v1_5",
                allowsPKCS1v15 ? .notApproved : .notOffered,
                "SP 800-131A r2 §6: disallowed for key transport after 2023"),
        ]
    }

    private static let wire = [
        OperationRule(
            "authenticate requests", "HMAC-SHA-1", .approved,
            "FIPS 198-1; SP 800-131A r2 §10 takes it with keys of 112 bits or more: prefer signatures with SHA-256"),
        OperationRule(
            "hash", "SHA-1", .allowed, "within HMAC-SHA-1 of older request signatures, nowhere else"),
    ]

    /// What no module of the edition computes.
    private static let outside = [
        OperationRule(
            "make a message's salt", "getrandom", .allowed,
            "a public value that separates derived keys; no security is claimed for its source"),
        OperationRule(
            "any", "SM2, SM3, SM4", .notOffered, "no approved algorithms of NIST's: edition sm-crypto has them"),
    ]
}
