// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import StrictJSON

extension WycheproofFile {
    /// The cases of a file, whose schema says of what kind they are.
    ///
    /// - Throws: ``VectorFileError`` with line and name, also for a schema or an algorithm that no reader here knows.
    static func cases(of value: JSONValue, in file: VectorFile) throws(VectorFileError) -> [VectorCase] {
        guard case .string(let schema) = value["schema"]?.content, let kind = kinds[schema] else {
            throw file.failure(line: value.line, "no reader for Wycheproof files of this schema")
        }
        let contents = try WycheproofFile(value, in: file, kind.layout)
        return try contents.tests.map { (test) throws(VectorFileError) in
            try kind.vectorCase(test, contents.algorithm)
        }
    }

    /// What is known of one schema.
    private struct Kind: Sendable {
        let layout: Layout
        let vectorCase: @Sendable (Test, String) throws(VectorFileError) -> VectorCase

        init(
            _ groupType: String, _ schema: String, groupFields: Set<String>, optional: Set<String> = [],
            testFields: Set<String>, _ make: @escaping @Sendable (Test, String) throws(VectorFileError) -> VectorCase
        ) {
            layout = Layout(
                groupType: groupType, schema: schema, groupFields: groupFields, optionalGroupFields: optional,
                testFields: testFields)
            vectorCase = make
        }
    }

    private static let rsaKeyFields: Set = ["keySize", "privateKey", "privateKeyPkcs8", "privateKeyPem"]

    private static let kinds = Dictionary(
        uniqueKeysWithValues: [
            Kind(
                "AeadTest", "aead_test_schema_v1.json", groupFields: ["ivSize", "keySize", "tagSize"],
                testFields: ["key", "iv", "aad", "msg", "ct", "tag"], aeadCase),
            Kind(
                "MacTest", "mac_test_schema_v1.json", groupFields: ["keySize", "tagSize"],
                testFields: ["key", "msg", "tag"], macCase),
            Kind(
                "HkdfTest", "hkdf_test_schema_v1.json", groupFields: ["keySize"],
                testFields: ["ikm", "salt", "info", "size", "okm"], hkdfCase),
            Kind(
                "PbkdfTest", "pbkdf_test_schema.json", groupFields: [],
                testFields: ["password", "salt", "iterationCount", "dkLen", "dk"], pbkdf2Case),
            Kind(
                "KeywrapTest", "keywrap_test_schema_v1.json", groupFields: ["keySize"],
                testFields: ["key", "msg", "ct"], keyWrapCase),
            Kind(
                "RsaesOaepDecrypt", "rsaes_oaep_decrypt_schema_v1.json",
                groupFields: rsaKeyFields.union(["sha", "mgf", "mgfSha"]), optional: ["privateKeyJwk"],
                testFields: ["msg", "ct", "label"], oaepCase),
            Kind(
                "RsaesPkcs1Decrypt", "rsaes_pkcs1_decrypt_schema_v1.json", groupFields: rsaKeyFields,
                optional: ["privateKeyJwk"], testFields: ["msg", "ct"], pkcs1Case),
        ].map { ($0.layout.schema, $0) })
}

extension WycheproofFile {
    @Sendable private static func aeadCase(_ test: Test, _ algorithm: String) throws(VectorFileError) -> VectorCase {
        let modes: [String: (VectorQuestion.AEAD.Mode, isSM4: Bool)] = [
            "AES-GCM": (.gcm, false), "AES-CCM": (.ccm, false), "SM4-GCM": (.gcm, true), "SM4-CCM": (.ccm, true),
        ]
        guard let mode = modes[algorithm] else { throw test.unknown(algorithm) }
        let (key, nonce) = (try test.fields.bytes("key"), try test.fields.bytes("iv"))
        let tag = try test.fields.bytes("tag")
        try test.expect([("keySize", key), ("ivSize", nonce), ("tagSize", tag)])
        return VectorCase(
            id: test.id, line: test.fields.line,
            VectorQuestion.AEAD(
                mode.0, isSM4: mode.isSM4, key: key, nonce: nonce, context: try test.fields.bytes("aad"),
                tagByteCount: tag.count),
            plaintext: try test.fields.bytes("msg"), sealed: try test.fields.bytes("ct") + tag, test.verdict)
    }

    /// An invalid tag must be another than the right one; a valid one begins it.
    @Sendable private static func macCase(_ test: Test, _ algorithm: String) throws(VectorFileError) -> VectorCase {
        let hash = try test.hash(algorithm, prefix: "HMAC")
        let (key, tag) = (try test.fields.bytes("key"), try test.fields.bytes("tag"))
        try test.expect([("keySize", key), ("tagSize", tag)])
        let question = VectorQuestion.authenticate(hash, key: key, message: try test.fields.bytes("msg"))
        switch test.verdict {
        case .valid: return VectorCase(id: test.id, line: test.fields.line, question, gives: .beginning(tag))
        case .invalid: return VectorCase(id: test.id, line: test.fields.line, question, gives: .otherBeginning(tag))
        case .acceptable:
            return VectorCase(id: test.id, line: test.fields.line, outside: "a tag that may be right or wrong")
        }
    }

    @Sendable private static func hkdfCase(_ test: Test, _ algorithm: String) throws(VectorFileError) -> VectorCase {
        let hash = try test.hash(algorithm, prefix: "HKDF-")
        let key = try test.fields.bytes("ikm")
        try test.expect([("keySize", key)])
        let (output, byteCount) = (try test.fields.bytes("okm"), try test.fields.integer("size"))
        guard test.verdict == .invalid || output.count == byteCount else { throw test.failure("okm is not of size") }
        return VectorCase(
            id: test.id, line: test.fields.line,
            .derive(
                .hkdf(hash, key: key, salt: try test.fields.bytes("salt"), info: try test.fields.bytes("info")),
                byteCount: byteCount),
            gives: VectorExpectation(test.verdict, answer: output))
    }

    @Sendable private static func pbkdf2Case(_ test: Test, _ algorithm: String) throws(VectorFileError) -> VectorCase {
        let hash = try test.hash(algorithm, prefix: "PBKDF2-HMAC")
        let (output, byteCount) = (try test.fields.bytes("dk"), try test.fields.integer("dkLen"))
        guard output.count == byteCount else { throw test.failure("dk is not of dkLen") }
        let iterations = try test.fields.integer("iterationCount")
        guard VectorCase.isBoundedWork(iterations: iterations, byteCount: byteCount) else {
            throw test.failure("iterationCount and dkLen ask for more than ten million iterations")
        }
        return VectorCase(
            id: test.id, line: test.fields.line,
            .derive(
                .pbkdf2(
                    hash, password: try test.fields.bytes("password"), salt: try test.fields.bytes("salt"),
                    iterations: iterations, checksBounds: false),
                byteCount: byteCount),
            gives: VectorExpectation(test.verdict, answer: output))
    }

    @Sendable private static func keyWrapCase(_ test: Test, _ algorithm: String) throws(VectorFileError) -> VectorCase {
        guard ["AES-WRAP", "AES-KWP"].contains(algorithm) else { throw test.unknown(algorithm) }
        let wrappingKey = try test.fields.bytes("key")
        try test.expect([("keySize", wrappingKey)])
        let wrap = VectorQuestion.KeyWrap(
            isPadded: algorithm == "AES-KWP", usesInverseCipher: false, wrappingKey: wrappingKey)
        let (key, ciphertext) = (try test.fields.bytes("msg"), try test.fields.bytes("ct"))
        let unwrapping = VectorCheck.known(
            .unwrap(wrap, ciphertext: ciphertext), VectorExpectation(test.verdict, answer: key))
        let wrapping = VectorCheck.known(.wrap(wrap, key: key), .answer(ciphertext))
        return VectorCase(
            id: test.id, line: test.fields.line, checks: test.verdict == .valid ? [wrapping, unwrapping] : [unwrapping])
    }

    @Sendable private static func oaepCase(_ test: Test, _ algorithm: String) throws(VectorFileError) -> VectorCase {
        guard algorithm == "RSAES-OAEP" else { throw test.unknown(algorithm) }
        guard try test.group.string("mgf") == "MGF1" else { throw test.group.failure("the mgf is not MGF1") }
        guard let hash = VectorAlgorithm.HashName(rawValue: try test.group.string("sha")),
            let maskHash = VectorAlgorithm.HashName(rawValue: try test.group.string("mgfSha"))
        else { return VectorCase(id: test.id, line: test.fields.line, outside: "OAEP with another hash") }
        return try rsaCase(test, .oaep(hash, mgf1: maskHash, label: try test.fields.bytes("label")))
    }

    @Sendable private static func pkcs1Case(_ test: Test, _ algorithm: String) throws(VectorFileError) -> VectorCase {
        guard algorithm == "RSAES-PKCS1-v1_5" else { throw test.unknown(algorithm) }
        return try rsaCase(test, .pkcs1v15)
    }

    private static func rsaCase(
        _ test: Test, _ padding: VectorQuestion.RSAPadding
    ) throws(VectorFileError) -> VectorCase {
        let question = VectorQuestion.rsaDecrypt(
            padding, privateKey: try test.group.bytes("privateKeyPkcs8"), ciphertext: try test.fields.bytes("ct"))
        return VectorCase(
            id: test.id, line: test.fields.line, question,
            gives: VectorExpectation(test.verdict, answer: try test.fields.bytes("msg")))
    }
}

extension WycheproofFile.Test {
    fileprivate func failure(_ reason: String) -> VectorFileError { fields.failure("\(id): \(reason)") }

    fileprivate func unknown(_ algorithm: String) -> VectorFileError {
        failure("no reader for the algorithm '\(algorithm)'")
    }

    /// The hash behind `prefix` in an algorithm's name, such as `HMACSHA256` or `HKDF-SHA-256`.
    fileprivate func hash(_ algorithm: String, prefix: String) throws(VectorFileError) -> VectorAlgorithm.HashName {
        let hash = VectorAlgorithm.HashName(looseName: algorithm.dropFirst(prefix.count))
        guard algorithm.hasPrefix(prefix), let hash else { throw unknown(algorithm) }
        return hash
    }

    /// Refuses values whose lengths in bits are not what their group says.
    fileprivate func expect(_ sizes: [(String, [UInt8])]) throws(VectorFileError) {
        for (field, bytes) in sizes {
            guard try group.integer(field) == 8 * bytes.count else { throw failure("not of the group's \(field)") }
        }
    }
}
