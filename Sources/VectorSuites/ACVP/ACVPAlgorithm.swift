// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// How the vector sets of one algorithm are read.
struct ACVPAlgorithm: Sendable {
    /// As the set spells it, such as `ACVP-AES-GCM`.
    let name: String
    /// Where the algorithm has several, such as RSA's `decryptionPrimitive`.
    let mode: String?
    let revisions: Set<String>
    let groupFields: Set<String>
    /// The members of a test in the prompt, by its group.
    let testFields: @Sendable (StrictObject) throws(VectorFileError) -> Set<String>
    /// The members that an answer may have.
    let answerFields: Set<String>
    let subject: @Sendable (StrictObject, StrictObject) throws(VectorFileError) -> ACVPTask.Subject

    /// All that are known.
    static let all: [ACVPAlgorithm] = {
        var all = [gcm, keyWrap("ACVP-AES-KW", isPadded: false), keyWrap("ACVP-AES-KWP", isPadded: true)]
        all.append(rsaDecryptionPrimitive)
        all += VectorAlgorithm.HashName.allCases.compactMap(hmac)
        all.append(blockMode("ACVP-AES-ECB", .ecb, isSM4: false))
        all.append(blockMode("ACVP-AES-CBC", .cbc, isSM4: false))
        all.append(blockMode("SM4-ECB", .ecb, isSM4: true))
        all.append(blockMode("SM4-CBC", .cbc, isSM4: true))
        return all
    }()

    /// What every group has, and what the server's own projection adds.
    static let commonGroupFields: Set = ["tgId", "testType", "tests"]
    static let projectionGroupFields: Set = ["internalTestType", "algoMode"]
    static let projectionTestFields: Set = ["testPassed", "deferred"]
}

extension ACVPAlgorithm {
    private static let gcm = ACVPAlgorithm(
        name: "ACVP-AES-GCM", mode: nil, revisions: ["1.0"],
        groupFields: ["direction", "keyLen", "ivLen", "ivGen", "payloadLen", "aadLen", "tagLen"],
        testFields: { (group) throws(VectorFileError) in
            let isSealing = try isEncrypting(group)
            let hasOwnNonce = try isInternal(group)
            return Set(
                ["key", "aad"] + (isSealing ? ["pt"] : ["ct", "tag"]) + (isSealing && hasOwnNonce ? [] : ["iv"]))
        }, answerFields: ["iv", "ct", "tag", "pt"],
        subject: { (group, test) throws(VectorFileError) in
            let isSealing = try isEncrypting(group)
            let hasOwnNonce = isSealing ? try isInternal(group) : false
            let tagByteCount = try byteCount("tagLen", of: group)
            let nonceByteCount = try byteCount("ivLen", of: group)
            let aead = VectorQuestion.AEAD(
                .gcm, isSM4: false, key: try bytes("key", "keyLen", test, group),
                nonce: hasOwnNonce
                    ? [UInt8](repeating: 0, count: nonceByteCount) : try bytes("iv", "ivLen", test, group),
                context: try bytes("aad", "aadLen", test, group), tagByteCount: tagByteCount)
            guard isSealing else {
                let (ciphertext, tag) = (
                    try bytes("ct", "payloadLen", test, group), try bytes("tag", "tagLen", test, group)
                )
                return .question(.open(aead, sealed: ciphertext + tag), .plaintext)
            }
            let plaintext = try bytes("pt", "payloadLen", test, group)
            return hasOwnNonce
                ? .question(
                    .sealWithOwnNonce(aead, plaintext: plaintext),
                    .ownNonceSealed(nonceByteCount: nonceByteCount, tagByteCount: tagByteCount))
                : .question(.seal(aead, plaintext: plaintext), .sealed(tagByteCount: tagByteCount))
        })

    private static func keyWrap(_ name: String, isPadded: Bool) -> ACVPAlgorithm {
        ACVPAlgorithm(
            name: name, mode: nil, revisions: ["1.0"],
            groupFields: ["direction", "kwCipher", "keyLen", "payloadLen"],
            testFields: { (group) throws(VectorFileError) in try isEncrypting(group) ? ["key", "pt"] : ["key", "ct"] },
            answerFields: ["ct", "pt"],
            subject: { (group, test) throws(VectorFileError) in
                let ciphers = ["cipher": false, "inverse": true]
                guard let usesInverse = ciphers[try group.string("kwCipher")] else {
                    throw group.failure("'kwCipher' is not cipher or inverse")
                }
                let wrap = VectorQuestion.KeyWrap(
                    isPadded: isPadded, usesInverseCipher: usesInverse,
                    wrappingKey: try bytes("key", "keyLen", test, group))
                return try isEncrypting(group)
                    ? .question(.wrap(wrap, key: try bytes("pt", "payloadLen", test, group)), .ciphertext)
                    : .question(.unwrap(wrap, ciphertext: try test.bytes("ct")), .plaintext)
            })
    }

    private static func hmac(_ hash: VectorAlgorithm.HashName) -> ACVPAlgorithm? {
        guard hash != .sm3 else { return nil }
        let digits = hash.rawValue.drop { $0 != "-" }.dropFirst()
        return ACVPAlgorithm(
            name: hash == .sha1 ? "HMAC-SHA-1" : "HMAC-SHA2-\(digits)", mode: nil, revisions: ["1.0"],
            groupFields: ["keyLen", "msgLen", "macLen"],
            testFields: { (_) throws(VectorFileError) in ["key", "msg"] }, answerFields: ["mac"],
            subject: { (group, test) throws(VectorFileError) in
                let tagByteCount = try byteCount("macLen", of: group)
                guard 4...hash.byteCount ~= tagByteCount else {
                    throw group.failure("'macLen' is not 32 to \(hash.byteCount * 8) bits")
                }
                let (key, message) = (
                    try bytes("key", "keyLen", test, group), try bytes("msg", "msgLen", test, group)
                )
                return .question(.authenticate(hash, key: key, message: message), .tag(byteCount: tagByteCount))
            })
    }

    private static let rsaDecryptionPrimitive = ACVPAlgorithm(
        name: "RSA", mode: "decryptionPrimitive", revisions: ["Sp800-56Br2"],
        groupFields: ["modulo", "keyMode", "pubExpMode"],
        testFields: { (group) throws(VectorFileError) in
            Set(["ct", "n", "e", "d", "p", "q"])
                .union(try group.string("keyMode") == "crt" ? ["dmp1", "dmq1", "iqmp"] : [])
        }, answerFields: ["pt"],
        subject: { (group, test) throws(VectorFileError) in
            let modulus = try bytes("n", "modulo", test, group)
            // Without the exponents of the primes libcrypto computes with the exponent itself: zeros say so.
            let rest = try ["dmp1", "dmq1", "iqmp"].map { (name) throws(VectorFileError) in
                test.has(name) ? try test.bytes(name) : []
            }
            let numbers = try ["e", "d", "p", "q"].map { (name) throws(VectorFileError) in try test.bytes(name) }
            let key = RSAPrivateKey(numbers: [modulus] + numbers + rest)
            return .question(
                .rsaDecrypt(.none, privateKey: key.pkcs8DER, ciphertext: try test.bytes("ct")), .verdictAndPlaintext)
        })

    private static func blockMode(_ name: String, _ mode: VectorQuestion.Mode.Name, isSM4: Bool) -> ACVPAlgorithm {
        ACVPAlgorithm(
            name: name, mode: nil, revisions: ["1.0"], groupFields: ["direction", "keyLen"],
            testFields: { (group) throws(VectorFileError) in
                Set([try isEncrypting(group) ? "pt" : "ct", "key"] + (mode == .ecb ? [] : ["iv"]))
            }, answerFields: ["pt", "ct", "resultsArray"],
            subject: { (group, test) throws(VectorFileError) in
                let isEncrypting = try isEncrypting(group)
                let mode = VectorQuestion.Mode(
                    mode, isSM4: isSM4, key: try bytes("key", "keyLen", test, group),
                    iv: mode == .ecb ? [] : try test.bytes("iv"))
                let text = try test.bytes(isEncrypting ? "pt" : "ct")
                guard try group.string("testType") == "MCT" else {
                    return isEncrypting
                        ? .question(.encrypt(mode, plaintext: text), .ciphertext)
                        : .question(.decrypt(mode, ciphertext: text), .plaintext)
                }
                guard text.count == 16, mode.name == .ecb || mode.iv.count == 16 else {
                    throw test.failure("a Monte Carlo test begins with one block")
                }
                return .monteCarlo(MonteCarloTest(isEncrypting ? .encrypt : .decrypt, mode, block: text))
            })
    }

    private static func isEncrypting(_ group: StrictObject) throws(VectorFileError) -> Bool {
        switch try group.string("direction") {
        case "encrypt": true
        case "decrypt": false
        case let direction: throw group.failure("unknown direction '\(direction)'")
        }
    }

    /// Whether the module makes the nonces of a group of GCM.
    private static func isInternal(_ group: StrictObject) throws(VectorFileError) -> Bool {
        switch try group.string("ivGen") {
        case "internal": true
        case "external": false
        case let origin: throw group.failure("unknown ivGen '\(origin)'")
        }
    }

    private static func byteCount(_ name: String, of group: StrictObject) throws(VectorFileError) -> Int {
        let bitCount = try group.integer(name)
        guard bitCount.isMultiple(of: 8), bitCount <= 1 << 24 else {
            throw group.failure("'\(name)' is no length here")
        }
        return bitCount / 8
    }

    /// A test's bytes, as many as the group says.
    private static func bytes(
        _ name: String, _ length: String, _ test: StrictObject, _ group: StrictObject
    ) throws(VectorFileError) -> [UInt8] {
        let bytes = try test.bytes(name)
        let expected = try byteCount(length, of: group)
        guard bytes.count == expected else {
            throw test.failure("'\(name)' has \(bytes.count * 8) bits, not the group's \(length)")
        }
        return bytes
    }
}
