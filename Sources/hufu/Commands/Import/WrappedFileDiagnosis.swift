// SPDX-License-Identifier: Apache-2.0
import CryptoEditions

/// Looks at a file that should hold wrapped key material, and says what it is instead. Opens nothing.
struct WrappedFileDiagnosis {
    /// How the material should be wrapped.
    let algorithm: WrappingAlgorithm
    /// The length that the material must have, in bytes.
    let keyByteCount: Int
    /// The wrapping public key, DER, if it is at hand.
    var publicKeyDER: [UInt8]?

    /// Something that speaks against the file, or that is good to know.
    struct Finding: Encodable, Equatable {
        /// Whether the file cannot be right for this reason.
        let isError: Bool
        /// What it is, and what to do.
        let text: String

        static func error(_ text: String) -> Finding { Finding(isError: true, text: text) }
        static func note(_ text: String) -> Finding { Finding(isError: false, text: text) }
    }

    /// Everything found; no error in it when the file may be right.
    func findings(in bytes: [UInt8]) -> [Finding] {
        if bytes.isEmpty {
            return [.error("The file is empty. Look at what the wrapping command said, and wrap again.")]
        }
        if let label = TextForm.pemLabel(bytes) { return [.error(WrappedFileDiagnosis.advice(onPEM: label))] }
        if let inner = TextForm.hexadecimal(bytes) {
            let what =
                "The file is hexadecimal text of \(inner.count) bytes. Make bytes of it: xxd -r -p FILE wrapped.bin"
            return [.error(what)] + binaryFindings(in: inner)
        }
        if let inner = TextForm.base64(bytes) {
            if TextForm.base64(inner) != nil {
                return [
                    .error(
                        "The file is Base64 of Base64. Undo one: openssl enc -d -base64 -A -in FILE -out wrapped.b64")
                ]
            }
            let what = "The file is Base64 text of \(inner.count) bytes: right for the API and `import submit`; "
            return [.note(what + "openssl wants the bytes.")] + binaryFindings(in: inner)
        }
        return binaryFindings(in: bytes)
    }

    private func binaryFindings(in bytes: [UInt8]) -> [Finding] {
        if bytes.count == keyByteCount || [16, 24, 32].contains(bytes.count) {
            return [
                .error(
                    "\(bytes.count) bytes are the length of a bare key. This looks like the material itself, not wrapped: "
                        + "do not send it. Wrap it with `hufu import wrap`.")
            ]
        }
        let structure = DERStructure(bytes)
        if structure == .publicKey {
            return [.error("This is the public key itself, not what was wrapped with it. Pass the other file.")]
        }
        if structure == .cryptographicMessage {
            return [.error("This is a CMS (PKCS #7) message. Wrap the bare material with openssl pkeyutl instead.")]
        }
        return algorithm.keySpec == .rsa2048 ? rsaFindings(in: bytes, structure) : sm2Findings(in: bytes, structure)
    }

    private func rsaFindings(in bytes: [UInt8], _ structure: DERStructure?) -> [Finding] {
        if case .sm2Ciphertext = structure {
            return [.error("This is an SM2 ciphertext (DER); the parameters say \(algorithm.rawValue), which is RSA.")]
        }
        guard bytes.count == WrappedFileDiagnosis.rsaByteCount else {
            let other = [128: "RSA-1024", 384: "RSA-3072", 512: "RSA-4096"][bytes.count]
            let cause =
                other.map { "It was wrapped under another key, of \($0)." }
                ?? (structure == nil
                    ? "It was cut, or holds more than the ciphertext." : "It is DER; raw bytes are due.")
            return [.error("\(algorithm.rawValue) gives exactly 256 bytes; these are \(bytes.count). \(cause)")]
        }
        if let modulus, !bytes.lexicographicallyPrecedes(modulus) {
            return [.error("The number is larger than this key's modulus: it was wrapped under another public key.")]
        }
        return []
    }

    private func sm2Findings(in bytes: [UInt8], _ structure: DERStructure?) -> [Finding] {
        if case .sm2Ciphertext(let plaintextByteCount) = structure {
            return plaintextByteCount == keyByteCount ? [] : [wrongMaterialLength(plaintextByteCount)]
        }
        if bytes.count == WrappedFileDiagnosis.rsaByteCount {
            return [.error("256 bytes are an RSA-2048 ciphertext; the parameters say \(algorithm.rawValue).")]
        }
        let overhead = WrappedFileDiagnosis.sm2OverheadByteCount
        guard bytes[0] == 4 else {
            let cause = bytes.count == overhead - 1 + keyByteCount ? "The first byte 04 is missing." : "It is neither."
            return [.error("\(algorithm.rawValue) takes GM/T 0009 DER, or 04 ‖ C1 ‖ C3 ‖ C2. \(cause)")]
        }
        let plaintextByteCount = bytes.count - overhead
        guard plaintextByteCount == keyByteCount else { return [wrongMaterialLength(plaintextByteCount)] }
        return [.note("Raw SM2 must be in the order C1 ‖ C3 ‖ C2 (GB/T 32918.4-2016), not C1 ‖ C2 ‖ C3 as in 2010.")]
    }

    private func wrongMaterialLength(_ byteCount: Int) -> Finding {
        .error(
            "Inside are \(max(0, byteCount) * 8) bits; the material must have exactly \(keyByteCount * 8). "
                + "Wrap the raw bytes of the key.")
    }

    /// The modulus in the DER of an RSA-2048 public key with a four-byte exponent field, which has one layout.
    private var modulus: [UInt8]? {
        guard let publicKeyDER, publicKeyDER.count == 294,
            Array(publicKeyDER[28..<33]) == [0x02, 0x82, 0x01, 0x01, 0x00]
        else { return nil }
        return Array(publicKeyDER[33..<289])
    }

    /// Length of an RSA-2048 ciphertext in bytes.
    private static let rsaByteCount = 256
    /// `04 ‖ x 32 ‖ y 32 ‖ C3 32`, in bytes.
    private static let sm2OverheadByteCount = 97

    private static func advice(onPEM label: String) -> String {
        label.contains("PRIVATE")
            ? "This is a PEM file of a private key. Send it to nobody; wrap the material instead."
            : "This is a PEM file (\(label)), not wrapped material. Pass the output of the wrapping command."
    }
}
