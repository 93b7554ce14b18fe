// SPDX-License-Identifier: Apache-2.0

/// Fields of sound files in which a flipped byte is not caught, and why that is right. Some bytes of such a field may be
/// caught all the same.
struct BlindSpot {
    /// What comes of a flipped byte there.
    enum Escape {
        /// Every case passes as before.
        case passes
        /// A case is not run, and the report says why.
        case isSkipped
    }

    let escape: Escape
    /// Names of sound files; of an ACVP prompt's answers with `answers` behind it.
    let files: Set<String>
    /// As ``TextPosition`` names them.
    let fields: Set<String>

    private init(_ escape: Escape, _ fields: Set<String>, in files: Set<String>) {
        self.escape = escape
        self.files = files
        self.fields = fields
    }

    static func allows(_ escape: Escape, _ field: String, in file: String) -> Bool {
        all.contains { $0.escape == escape && $0.files.contains(file) && $0.fields.contains(field) }
    }

    static let all: [BlindSpot] = numbering + remarks + unread + healed + forged + otherAlgorithm

    /// Numbers that tell cases apart, where nothing says what the next one has to be.
    private static let numbering = [
        BlindSpot(.passes, ["COUNT"], in: ["sm4CBCText", "sm4GCMText", "hkdfText"]),
        BlindSpot(.passes, ["tcId"], in: wycheproof),
        BlindSpot(.passes, ["vsId", "tgId"], in: ["acvpGCM", "acvpHMAC", "acvpKeyWrap", "acvpRefused"]),
        // Answers are found by their tcId, which is unique in a vector set.
        BlindSpot(
            .passes, ["vsId", "tgId", "revision"],
            in: ["acvpGCM answers", "acvpHMAC answers", "acvpKeyWrap answers", "acvpRefused answers"]),
    ]

    /// Texts for people, and where a file comes from.
    private static let remarks = [
        BlindSpot(
            .passes, [TextPosition.comment],
            in: ["keyWrap", "paddedKeyWrap", "keyWrapRefused", "botan", "rsaLaboratories"]),
        BlindSpot(.passes, ["Title", "Availablein"], in: ["evpTest"]),
        // What a note of a flag says, and how it calls that.
        BlindSpot(.passes, ["name", "version", "bugType", TextPosition.name], in: wycheproof),
        BlindSpot(.passes, ["note", "source", "name"], in: ["gbtSM4", "gbtSM3"]),
        BlindSpot(.passes, ["note", "name"], in: ["gbtSM2"]),
        BlindSpot(.passes, ["source", "name"], in: ["gmt", "gmtRefused"]),
        // The header object of an exchange, which is nobody's input.
        BlindSpot(.passes, ["acvVersion", TextPosition.name], in: ["acvpGCM", "acvpGCM answers"]),
        // How a module makes nonces that it was given here.
        BlindSpot(.passes, ["ivGenMode"], in: ["acvpGCM"]),
        // The example's number.
        BlindSpot(.passes, [TextPosition.name], in: ["rsaLaboratories"]),
    ]

    /// The standard's own steps between input and result. The signature over e, and over the message with its identity,
    /// cover Z; the scalar k is not an input of signing here, which is random.
    private static let unread = [
        BlindSpot(.passes, ["za", "nonceK"], in: ["gbtSM2"])
    ]

    /// An RSA key says the same several times. libcrypto checks what the primes gave against the public exponent, since a
    /// fault there would betray the key, and then computes with the private exponent, which nothing else needs. The DER of
    /// an EC key has bytes that libcrypto passes over.
    private static let healed = [
        BlindSpot(
            .passes,
            [
                "Private: Exponent", "Private: Prime 1", "Private: Prime 2", "Private: Prime exponent 1",
                "Private: Prime exponent 2", "Private: Coefficient",
            ], in: ["rsaLaboratories"]),
        BlindSpot(.passes, ["PrivateKey"], in: ["evpSM2"]),
    ]

    /// What is forged stays forged. The other verdict is caught, which another test shows.
    private static let forged = [
        BlindSpot(.passes, ["Key", "IV", "CT", "Tag"], in: ["cavpGCMRefused"]),
        BlindSpot(.passes, ["K", "C"], in: ["keyWrapRefused"]),
        BlindSpot(
            .passes, ["Key", "Ciphertext", "PrivateKey", "Input", "Output", "Result"], in: ["evpRefused"]),
        BlindSpot(.passes, ["key", "iv", "aad", "msg", "ct", "tag"], in: ["wycheproofRefused"]),
        BlindSpot(.passes, ["key", "iv", "ct", "tag"], in: ["acvpRefused"]),
        BlindSpot(
            .passes, ["key", "iv", "aad", "msg", "ct", "tag", "publicKey", "idHex", "signature"], in: ["gmtRefused"]),
    ]

    /// Names of algorithms and modes that the laboratory does not know, so that it does not run the case.
    private static let otherAlgorithm = [
        BlindSpot(.isSkipped, ["Digest", "MAC", "Algorithm", "Cipher"], in: ["evpTest"]),
        BlindSpot(
            .isSkipped, ["KDF", "Ctrl.digest", "Ctrl.mac", "Ctrl.mode", "Ctrl.use-l", "Ctrl.use-separator"],
            in: ["evpDerivations"]),
        BlindSpot(.isSkipped, ["Ctrl"], in: ["evpSM2", "evpRefused"]),
        BlindSpot(.isSkipped, ["Cipher"], in: ["evpRefused"]),
        BlindSpot(.isSkipped, ["heading"], in: ["botan"]),
    ]

    private static let wycheproof: Set = [
        "wycheproofAEAD", "wycheproofMAC", "wycheproofHKDF", "wycheproofPBKDF2", "wycheproofKeyWrap",
        "wycheproofRefused",
    ]
}
