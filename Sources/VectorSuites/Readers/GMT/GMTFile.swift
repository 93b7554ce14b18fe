// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import StrictJSON

/// Reads our own JSON form for SM data, such as a laboratory's records: `docs/compliance/gmt-vectors.md` describes it.
///
/// ```json
/// {"format": "hufu-gmt-1", "source": "GM/T …", "tests": [{"name": "…", "algorithm": "SM4-GCM", …}]}
/// ```
enum GMTFile {
    /// The value of `format`.
    static let format = "hufu-gmt-1"

    /// The cases of a file.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    static func cases(of value: JSONValue, in file: VectorFile) throws(VectorFileError) -> [VectorCase] {
        let root = try StrictObject(value, in: file, required: ["format", "source", "tests"])
        guard try root.string("format") == format else { throw root.failure("the format is not \(format)") }
        let all = Set(algorithms.values.flatMap(\.fields))
        let tests = try root.objects("tests", required: ["name", "algorithm"], optional: all)
        return try tests.map { (test) throws(VectorFileError) in
            guard let algorithm = algorithms[try test.string("algorithm")] else {
                throw test.failure("unknown algorithm '\(try test.string("algorithm"))'")
            }
            if let strange = all.subtracting(algorithm.fields).filter(test.has).min() {
                throw test.failure("'\(strange)' is no field of \(try test.string("algorithm"))")
            }
            return VectorCase(
                id: try test.string("name"), line: test.line, checks: try algorithm.checks(test, try verdict(of: test)))
        }
    }

    /// How the tests of one algorithm are read.
    struct Algorithm: Sendable {
        let fields: Set<String>
        let checks: @Sendable (StrictObject, Verdict) throws(VectorFileError) -> [VectorCheck]
    }

    /// All that are known, by the name in `algorithm`.
    static let algorithms: [String: Algorithm] = [
        "SM4-ECB": mode(.ecb), "SM4-CBC": mode(.cbc), "SM4-CTR": mode(.ctr),
        "SM4-GCM": aead(.gcm), "SM4-CCM": aead(.ccm),
        "SM3": Algorithm(fields: ["msg", "digest"]) { (test, verdict) throws(VectorFileError) in
            [.known(.digest(.sm3, message: try test.bytes("msg")), .answer(try test.bytes("digest")))]
        },
        "HMAC-SM3": Algorithm(fields: ["key", "msg", "tag", "result"]) { (test, verdict) throws(VectorFileError) in
            let tag = try test.bytes("tag")
            guard verdict != .acceptable else { throw test.failure("a tag is right or wrong, never acceptable") }
            return [
                .known(
                    .authenticate(.sm3, key: try test.bytes("key"), message: try test.bytes("msg")),
                    verdict == .valid ? .beginning(tag) : .otherBeginning(tag))
            ]
        },
        "SM2-verify": Algorithm(fields: ["publicKey", "e", "msg", "idHex", "signature", "result"]) {
            (test, verdict) throws(VectorFileError) in
            let message: VectorQuestion.SM2Message =
                test.has("e")
                ? .hashed(try test.bytes("e"), by: .sm3)
                : .message(try test.bytes("msg"), signerID: try test.bytes("idHex"))
            return [
                .known(
                    .sm2Verify(
                        message, publicPoint: try point(of: test), signature: try test.bytes("signature")),
                    VectorExpectation(verdict, answer: []))
            ]
        },
        "SM2-decrypt": Algorithm(fields: ["privateKey", "publicKey", "ct", "msg", "result"]) {
            (test, verdict) throws(VectorFileError) in
            let key = SM2PrivateKey(scalar: try test.bytes("privateKey"), publicPoint: try point(of: test))
            return [
                .known(
                    .sm2Decrypt(privateKey: key.pkcs8DER, ciphertext: try test.bytes("ct")),
                    VectorExpectation(verdict, answer: verdict == .valid ? try test.bytes("msg") : []))
            ]
        },
    ]

    private static func mode(_ name: VectorQuestion.Mode.Name) -> Algorithm {
        Algorithm(fields: Set(["key", "msg", "ct"] + (name == .ecb ? [] : ["iv"]))) {
            (test, _) throws(VectorFileError) in
            let mode = VectorQuestion.Mode(
                name, isSM4: true, key: try test.bytes("key"), iv: name == .ecb ? [] : try test.bytes("iv"))
            let (plaintext, ciphertext) = (try test.bytes("msg"), try test.bytes("ct"))
            return [
                .known(.encrypt(mode, plaintext: plaintext), .answer(ciphertext)),
                .known(.decrypt(mode, ciphertext: ciphertext), .answer(plaintext)),
            ]
        }
    }

    private static func aead(_ mode: VectorQuestion.AEAD.Mode) -> Algorithm {
        Algorithm(fields: ["key", "iv", "aad", "msg", "ct", "tag", "result"]) {
            (test, verdict) throws(VectorFileError) in
            let tag = try test.bytes("tag")
            let aead = VectorQuestion.AEAD(
                mode, isSM4: true, key: try test.bytes("key"), nonce: try test.bytes("iv"),
                context: try test.bytes("aad"), tagByteCount: tag.count)
            let (plaintext, sealed) = (try test.bytes("msg"), try test.bytes("ct") + tag)
            let opening = VectorCheck.known(
                .open(aead, sealed: sealed), VectorExpectation(verdict, answer: plaintext))
            return verdict == .valid
                ? [.known(.seal(aead, plaintext: plaintext), .answer(sealed)), opening] : [opening]
        }
    }

    /// `x ‖ y`, with or without the 04 of an uncompressed point.
    private static func point(of test: StrictObject) throws(VectorFileError) -> [UInt8] {
        let bytes = try test.bytes("publicKey")
        return bytes.count == SM2PrivateKey.pointByteCount - 1 ? [0x04] + bytes : bytes
    }

    private static func verdict(of test: StrictObject) throws(VectorFileError) -> Verdict {
        guard test.has("result") else { return .valid }
        guard let verdict = Verdict(rawValue: try test.string("result")) else { throw test.failure("unknown result") }
        return verdict
    }
}
