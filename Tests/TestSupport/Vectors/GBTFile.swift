// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// Reads the JSON files in which the examples of the SM standards are transcribed: `sm4.json`, `sm3.json`, `sm2.json`.
package enum GBTFile {
    /// The block examples of `sm4.json` (GB/T 32907-2016 annex A): ascending checkpoints, the answer last.
    ///
    /// - Throws: ``VectorFileError`` with the place and the name.
    package static func blockVectors(in file: VectorFile) throws(VectorFileError) -> [BlockVector] {
        let examples = try sm4(file).objects(
            "block", required: ["name", "source", "key", "msg", "ct", "iterations"],
            optional: ["roundKeys", "roundOutputs", "checkpointsNotInStandard"])
        return try examples.map { (example) throws(VectorFileError) in
            var checkpoints = [(iterations: try example.integer("iterations"), block: try example.bytes("ct"))]
            if example.has("checkpointsNotInStandard") {
                let ours = try example.object(
                    "checkpointsNotInStandard", required: ["100", "1000", "10000", "100000"])
                for iterations in [100, 1000, 10_000, 100_000] {
                    checkpoints.append((iterations, try ours.bytes("\(iterations)")))
                }
            }
            return BlockVector(
                id: try example.string("name"), key: try example.bytes("key"), plaintext: try example.bytes("msg"),
                checkpoints: checkpoints.sorted { $0.iterations < $1.iterations })
        }
    }

    /// The AEAD examples of `sm4.json` of one algorithm, such as `SM4-GCM`.
    ///
    /// - Throws: ``VectorFileError`` with the place and the name, also when there are none.
    package static func aeadVectors(in file: VectorFile, algorithm: String) throws(VectorFileError) -> [AEADVector] {
        let examples = try sm4(file).objects(
            "aead", required: ["name", "source", "algorithm", "key", "iv", "aad", "msg", "ct", "tag"])
        var vectors: [AEADVector] = []
        for example in examples where try example.string("algorithm") == algorithm {
            vectors.append(
                AEADVector(
                    id: try example.string("name"), key: try example.bytes("key"), nonce: try example.bytes("iv"),
                    context: try example.bytes("aad"), plaintext: try example.bytes("msg"),
                    ciphertext: try example.bytes("ct"), tag: try example.bytes("tag"), verdict: .valid))
        }
        guard !vectors.isEmpty else {
            throw VectorFileError(file: file.name, place: "aead", reason: "no case of \(algorithm)")
        }
        return vectors
    }

    /// The examples of `sm3.json` (GB/T 32905-2016 annex A).
    ///
    /// - Throws: ``VectorFileError`` with the place and the name.
    package static func digestVectors(in file: VectorFile) throws(VectorFileError) -> [DigestVector] {
        let root = try StrictObject(file: file, required: ["note", "tests"])
        return try root.objects("tests", required: ["name", "source", "msg", "digest"]).map {
            (example) throws(VectorFileError) in
            DigestVector(
                id: try example.string("name"), message: try example.bytes("msg"),
                digest: try example.bytes("digest"))
        }
    }

    /// The encryption examples of `sm2.json` (GM/T 0003.5-2012), each in both forms of the ciphertext.
    ///
    /// - Throws: ``VectorFileError`` with the place and the name, also when C1 ‖ C3 ‖ C2 is not what its parts say.
    package static func sm2DecryptionVectors(in file: VectorFile) throws(VectorFileError) -> [UnwrapVector] {
        let root = try StrictObject(file: file, required: ["note", "curve", "sign", "encrypt"])
        let examples = try root.objects(
            "encrypt",
            required: [
                "name", "privateKey", "publicKeyUncompressed", "msg", "nonceK", "c1", "c3", "c2", "ctC1C3C2", "ctAsn1",
            ])
        var vectors: [UnwrapVector] = []
        for example in examples {
            let name = try example.string("name")
            let raw = try example.bytes("ctC1C3C2")
            guard raw == (try example.bytes("c1")) + (try example.bytes("c3")) + (try example.bytes("c2")) else {
                throw example.failure("\(name): ctC1C3C2 is not its parts")
            }
            let key = SM2PrivateKey(
                scalar: try example.bytes("privateKey"), publicPoint: try example.bytes("publicKeyUncompressed"))
            for (form, ciphertext) in [("C1C3C2", raw), ("ASN.1", try example.bytes("ctAsn1"))] {
                vectors.append(
                    UnwrapVector(
                        id: "\(name) \(form)", algorithm: .sm2PKE, privateKeyDER: key.pkcs8DER,
                        ciphertext: ciphertext, plaintext: try example.bytes("msg"), verdict: .valid))
            }
        }
        return vectors
    }

    private static func sm4(_ file: VectorFile) throws(VectorFileError) -> StrictObject {
        try StrictObject(file: file, required: ["note", "block", "aead"])
    }
}
