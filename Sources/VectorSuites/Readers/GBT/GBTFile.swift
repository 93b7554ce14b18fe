// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import StrictJSON

/// Reads the JSON files in which the examples of the SM standards are transcribed: SM4, SM3, SM2.
enum GBTFile {
    /// The cases of a file; which standard it is about, its members say.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    static func cases(of value: JSONValue, in file: VectorFile) throws(VectorFileError) -> [VectorCase] {
        if value["block"] != nil { return try sm4Cases(of: value, in: file) }
        if value["curve"] != nil { return try sm2Cases(of: value, in: file) }
        let root = try StrictObject(value, in: file, required: ["note", "tests"])
        return try root.objects("tests", required: ["name", "source", "msg", "digest"]).map {
            (example) throws(VectorFileError) in
            VectorCase(
                id: try example.string("name"), line: example.line,
                .digest(.sm3, message: try example.bytes("msg")), gives: .answer(try example.bytes("digest")))
        }
    }

    /// GB/T 32907-2016 annex A, RFC 8998, GB/T 36624-2018, GB/T 15852.3-2019.
    private static func sm4Cases(of value: JSONValue, in file: VectorFile) throws(VectorFileError) -> [VectorCase] {
        let root = try StrictObject(value, in: file, required: ["note", "block", "aead"])
        let blocks = try root.objects(
            "block", required: ["name", "source", "key", "msg", "ct", "iterations"],
            optional: ["roundKeys", "roundOutputs", "checkpointsNotInStandard"])
        let messages = try root.objects(
            "aead", required: ["name", "source", "algorithm", "key", "iv", "aad", "msg", "ct", "tag"])
        guard blocks.count <= 16 else {
            throw root.failure("more than 16 blocks, each of which may take a million rounds")
        }
        return try blocks.map(blockCase) + messages.map(aeadCase)
    }

    private static func blockCase(_ example: StrictObject) throws(VectorFileError) -> VectorCase {
        var checkpoints = [
            VectorCheck.Checkpoint(iterations: try example.integer("iterations"), block: try example.bytes("ct"))
        ]
        if example.has("checkpointsNotInStandard") {
            let ours = try example.object("checkpointsNotInStandard", required: ["100", "1000", "10000", "100000"])
            for iterations in [100, 1000, 10_000, 100_000] {
                checkpoints.append(.init(iterations: iterations, block: try ours.bytes("\(iterations)")))
            }
        }
        let mode = VectorQuestion.Mode(.ecb, isSM4: true, key: try example.bytes("key"), iv: [])
        let block = try example.bytes("msg")
        checkpoints.sort { $0.iterations < $1.iterations }
        guard let first = checkpoints.first, first.iterations > 0, checkpoints.last?.iterations ?? 0 <= 1_000_000 else {
            throw example.failure("'iterations' is not 1 to 1,000,000")
        }
        return VectorCase(
            id: try example.string("name"), line: example.line,
            checks: [.repeated(mode, block: block, checkpoints: checkpoints)]
                + (first.iterations == 1 ? [.known(.decrypt(mode, ciphertext: first.block), .answer(block))] : []))
    }

    private static func aeadCase(_ example: StrictObject) throws(VectorFileError) -> VectorCase {
        let modes: [String: VectorQuestion.AEAD.Mode] = ["SM4-GCM": .gcm, "SM4-CCM": .ccm]
        guard let mode = modes[try example.string("algorithm")] else {
            throw example.failure("unknown algorithm '\(try example.string("algorithm"))'")
        }
        let tag = try example.bytes("tag")
        return VectorCase(
            id: try example.string("name"), line: example.line,
            VectorQuestion.AEAD(
                mode, isSM4: true, key: try example.bytes("key"), nonce: try example.bytes("iv"),
                context: try example.bytes("aad"), tagByteCount: tag.count),
            plaintext: try example.bytes("msg"), sealed: try example.bytes("ct") + tag, .valid)
    }

    /// GM/T 0003.5-2012: signatures and ciphertexts, each in both forms.
    private static func sm2Cases(of value: JSONValue, in file: VectorFile) throws(VectorFileError) -> [VectorCase] {
        let root = try StrictObject(value, in: file, required: ["note", "curve", "sign", "encrypt"])
        let keys: Set = ["name", "privateKey", "publicKeyUncompressed", "msg", "nonceK"]
        let signatures = try root.objects(
            "sign", required: keys.union(["idHex", "za", "e", "r", "s", "sigDer"]))
        let ciphertexts = try root.objects(
            "encrypt", required: keys.union(["c1", "c3", "c2", "ctC1C3C2", "ctAsn1"]))
        return try signatures.map(signatureCase) + ciphertexts.map(encryptionCase)
    }

    private static func signatureCase(_ example: StrictObject) throws(VectorFileError) -> VectorCase {
        let key = try key(of: example)
        let hashed = VectorQuestion.SM2Message.hashed(try example.bytes("e"), by: .sm3)
        let message = VectorQuestion.SM2Message.message(
            try example.bytes("msg"), signerID: try example.bytes("idHex"))
        let raw = try example.bytes("r") + example.bytes("s")
        let point = key.publicPoint
        return VectorCase(
            id: try example.string("name"), line: example.line,
            checks: [
                .known(.sm2Verify(hashed, publicPoint: point, signature: raw), .answer([])),
                .known(.sm2Verify(message, publicPoint: point, signature: raw), .answer([])),
                .known(.sm2Verify(message, publicPoint: point, signature: try example.bytes("sigDer")), .answer([])),
                .inverted(
                    .sm2Sign(message, privateKey: key.pkcs8DER),
                    by: { .sm2Verify(hashed, publicPoint: point, signature: $0) }, answer: []),
            ])
    }

    private static func encryptionCase(_ example: StrictObject) throws(VectorFileError) -> VectorCase {
        let name = try example.string("name")
        let raw = try example.bytes("ctC1C3C2")
        guard raw == (try example.bytes("c1")) + (try example.bytes("c3")) + (try example.bytes("c2")) else {
            throw example.failure("\(name): ctC1C3C2 is not its parts")
        }
        let key = try key(of: example)
        let (privateKey, plaintext) = (key.pkcs8DER, try example.bytes("msg"))
        return VectorCase(
            id: name, line: example.line,
            checks: [
                .known(.sm2Decrypt(privateKey: privateKey, ciphertext: raw), .answer(plaintext)),
                .known(
                    .sm2Decrypt(privateKey: privateKey, ciphertext: try example.bytes("ctAsn1")), .answer(plaintext)),
                .inverted(
                    .sm2Encrypt(publicPoint: key.publicPoint, plaintext: plaintext),
                    by: { .sm2Decrypt(privateKey: privateKey, ciphertext: $0) }, answer: plaintext),
            ])
    }

    private static func key(of example: StrictObject) throws(VectorFileError) -> SM2PrivateKey {
        SM2PrivateKey(
            scalar: try example.bytes("privateKey"), publicPoint: try example.bytes("publicKeyUncompressed"))
    }
}
