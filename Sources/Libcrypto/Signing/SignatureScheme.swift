// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// What a signature takes beside its key, by libcrypto's names.
struct SignatureScheme {
    /// The hash of the message.
    let digest: String
    /// `pss` or `pkcs1` for RSA, else nil.
    let padding: String?
    /// The signer's identity of SM2, from which Z comes (GB/T 32918.2 §5.5), else empty.
    let identity: [UInt8]

    private init(digest: String, padding: String? = nil, identity: [UInt8] = []) {
        self.digest = digest
        self.padding = padding
        self.identity = identity
    }

    /// SM2 with SM3 for a signer of that identity.
    static func sm2(identity: [UInt8]) -> SignatureScheme { SignatureScheme(digest: sm3, identity: identity) }

    /// The scheme of an algorithm by the API's name.
    init(_ algorithm: SignatureAlgorithm) {
        switch algorithm {
        case .sm2DSA: self = .sm2(identity: Self.defaultIdentity)
        case .eccP256R1: self.init(digest: Self.sha256)
        case .rsaPSSSHA256: self.init(digest: Self.sha256, padding: "pss")
        case .rsaPKCS1SHA256: self.init(digest: Self.sha256, padding: "pkcs1")
        }
    }

    /// The hash that a given digest is of, where libcrypto asks: SM2 takes e as it is.
    var digestOfDigest: String? { digest == Self.sm3 ? nil : digest }

    /// The hash of MGF1 (RFC 8017 §B.2.1), for RSASSA-PSS only.
    var mgf1: String? { padding == "pss" ? digest : nil }

    /// The length of RSASSA-PSS's salt: as long as the hash when made, of any length when verified.
    func saltLength(verifies: Bool) -> String? {
        guard padding == "pss" else { return nil }
        return verifies ? "auto" : "32"
    }

    private static let sha256 = "SHA2-256"
    private static let sm3 = "SM3"

    /// Of who names no other (GM/T 0009 §10).
    private static let defaultIdentity = [UInt8]("1234567812345678".utf8)
}
