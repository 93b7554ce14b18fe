// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// The readers of vector files refuse what they do not know, and say where it stands and what it is called.
@Suite struct VectorReaderTests {
    /// A faulty file: what is replaced in a sound one, and the refusal.
    struct Fault: Sendable, CustomTestStringConvertible {
        let original: String
        let replacement: String
        let refusal: String

        init(_ original: String, _ replacement: String, _ refusal: String) {
            self.original = original
            self.replacement = replacement
            self.refusal = refusal
        }

        var testDescription: String { refusal }

        /// The sound text with the fault; the passage must be there.
        func file(_ name: String, from sound: String) throws -> VectorFile {
            let range = try #require(sound.firstRange(of: original))
            let text = sound[..<range.lowerBound] + replacement + sound[range.upperBound...]
            return VectorFile(name: name, contents: Array(text.utf8))
        }
    }

    // MARK: CAVP

    static let cavp = """
        # CAVS
        [Keylen = 256]\r
        [IVlen = 96]\r
        [PTlen = 0]\r
        [AADlen = 8]\r
        [Taglen = 32]\r
        \r
        Count = 0\r
        Key = 0000000000000000000000000000000000000000000000000000000000000000\r
        IV = 000000000000000000000000\r
        CT = \r
        AAD = 01\r
        Tag = 01020304\r
        PT = \r
        \r
        Count = 1\r
        Key = 0000000000000000000000000000000000000000000000000000000000000000\r
        IV = 000000000000000000000000\r
        CT =\r
        AAD = 01\r
        Tag = 01020304\r
        FAIL\r
        """

    @Test func `CAVP: CRLF, empty values and FAIL are understood`() throws {
        let vectors = try CAVPGCMFile.vectors(in: VectorFile(name: "a.rsp", contents: Array(Self.cavp.utf8)))
        #expect(vectors.map(\.verdict) == [.valid, .invalid])
        #expect(vectors.map(\.id) == ["256/96/0/8/32 Count 0", "256/96/0/8/32 Count 1"])
        #expect(vectors.allSatisfy { $0.plaintext.isEmpty && $0.tag == [1, 2, 3, 4] && $0.context == [1] })
    }

    @Test(arguments: [
        Fault("AAD = 01", "ADD = 01", "a.rsp, line 12: unknown field 'ADD'"),
        Fault("AAD = 01\r\n", "", "a.rsp, line 14: 256/96/0/8/32 Count 0: no AAD"),
        Fault("AAD = 01", "AAD = 0102", "a.rsp, line 15: 256/96/0/8/32 Count 0: AAD has 16 bits, not AADlen"),
        Fault("AAD = 01", "AAD = 0g", "a.rsp, line 15: 256/96/0/8/32 Count 0: AAD is not hexadecimal"),
        Fault("AAD = 01", "IV = 01", "a.rsp, line 12: 'IV' twice in one case"),
        Fault("FAIL", "PASS", "a.rsp, line 22: 'PASS' is no field"),
        Fault("FAIL", "PT = \r\nFAIL", "a.rsp, line 23: the case before has no Count, or not one of PT and FAIL"),
        Fault("Count = 1", "Count = 2", "a.rsp, line 22: 256/96/0/8/32 Count 2: not Count 1, the next of its group"),
        Fault("[Taglen", "[Taglan", "a.rsp, line 6: unknown group parameter 'Taglan = 32'"),
        Fault("[Taglen = 32]\r\n", "", "a.rsp, line 7: 'Count' outside a group"),
        Fault("[Keylen", "[Keylen = 128]\r\n[Keylen", "a.rsp, line 3: group 128/?/?/?/? has no cases"),
    ])
    func `CAVP: a fault is refused by line and name`(fault: Fault) throws {
        let file = try fault.file("a.rsp", from: Self.cavp)
        #expect(refusal { _ = try CAVPGCMFile.vectors(in: file) } == fault.refusal)
    }

    @Test func `CAVP: a file without cases is refused`() {
        let file = VectorFile(name: "a.rsp", contents: Array("# nothing\n".utf8))
        #expect(refusal { _ = try CAVPGCMFile.vectors(in: file) } == "a.rsp, line 2: the file has no cases")
    }

    // MARK: Wycheproof

    static let wycheproof = """
        {"algorithm": "HMACSHA256", "schema": "mac_test_schema_v1.json", "numberOfTests": 1, "header": [],
         "notes": {"Pseudorandom": {"bugType": "BASIC"}},
         "testGroups": [{"type": "MacTest", "source": {"name": "n", "version": "1"}, "keySize": 8, "tagSize": 16,
          "tests": [{"tcId": 7, "comment": "", "flags": ["Pseudorandom"], "key": "00", "msg": "", "tag": "0102",
                     "result": "valid"}]}]}
        """

    @Test func `Wycheproof: a sound file is understood`() throws {
        let file = VectorFile(name: "w.json", contents: Array(Self.wycheproof.utf8))
        let vectors = try WycheproofMACFile.vectors(in: file, algorithm: "HMACSHA256")
        #expect(vectors.map(\.tag) == [[1, 2]])
    }

    @Test(arguments: [
        Fault("\"header\"", "\"haeder\"", "w.json, the file: unknown field 'haeder'"),
        Fault("\"keySize\"", "\"keysize\"", "w.json, testGroups[0]: unknown field 'keysize'"),
        Fault("\"tcId\": 7, ", "", "w.json, testGroups[0].tests[0]: no field 'tcId'"),
        Fault("\"msg\"", "\"ct\": \"\", \"msg\"", "w.json, testGroups[0].tests[0]: unknown field 'ct'"),
        Fault("\"0102\"", "\"01020\"", "w.json, testGroups[0].tests[0]: 'tag' is not hexadecimal"),
        Fault("\"0102\"", "17", "w.json, testGroups[0].tests[0]: 'tag' is missing or of another type"),
        Fault("\"0102\"", "\"01\"", "w.json, testGroups[0].tests[0]: tcId 7 : not of the group's keySize or tagSize"),
        Fault("\"valid\"", "\"maybe\"", "w.json, testGroups[0].tests[0]: tcId 7 : unknown result"),
        Fault("[\"Pseudo", "[\"pseudo", "w.json, testGroups[0].tests[0]: tcId 7 : the flag 'pseudorandom' has no note"),
        Fault("MacTest", "AeadTest", "w.json, testGroups[0]: the type is not MacTest"),
        Fault("mac_test", "aead_test", "w.json, the file: the schema is not mac_test_schema_v1.json"),
        Fault("HMACSHA256", "HMACSHA512", "w.json, the file: the algorithm is not HMACSHA256"),
        Fault(": 1,", ": 2,", "w.json, the file: 1 tests, not as many as numberOfTests says"),
        Fault("}]}]}", "}]}", "w.json, the file: it is not JSON"),
    ])
    func `Wycheproof: a fault is refused by place and name`(fault: Fault) throws {
        let file = try fault.file("w.json", from: Self.wycheproof)
        #expect(refusal { _ = try WycheproofMACFile.vectors(in: file, algorithm: "HMACSHA256") } == fault.refusal)
    }

    @Test func `Wycheproof: a group without tests is refused`() throws {
        let start = try #require(Self.wycheproof.firstRange(of: "[{\"tcId\"")).lowerBound
        let text = Self.wycheproof[..<start] + "[]}]}"
        let file = VectorFile(name: "w.json", contents: Array(text.utf8))
        #expect(
            refusal { _ = try WycheproofMACFile.vectors(in: file, algorithm: "HMACSHA256") }
                == "w.json, testGroups[0]: 'tests' is empty")
    }

    // MARK: evp_test

    static let stanzas = """
        Title = a title

        # a remark
        Availablein = default
        MAC = HMAC
        Algorithm = SM3
        Input = "abc"
        Key = 00
        Output = 0102

        Digest = Sm3
        Input = ""
        Output = 03
        """

    @Test func `evp_test: text, hexadecimal and restrictions are understood`() throws {
        let file = try EVPTestFile(VectorFile(name: "e.txt", contents: Array(Self.stanzas.utf8)))
        #expect(try file.hmacVectors(hash: "SM3").map(\.message) == [Array("abc".utf8)])
        #expect(try file.digestVectors(hash: "SM3").map(\.digest) == [[3]])
    }

    @Test(arguments: [
        Fault("Algorithm", "Algorism", "e.txt, line 6: unknown field 'Algorism' in a stanza MAC"),
        Fault("MAC =", "MAK =", "e.txt, line 5: unknown stanza 'MAK'"),
        Fault("Key = 00", "Key", "e.txt, line 8: 'Key' is no field"),
        Fault("Key = 00", "Key = 0", "e.txt, line 5: Key is not hexadecimal"),
        Fault("Key = 00\n", "", "e.txt, line 5: not one field 'Key'"),
        Fault("abc", "a\\nc", "e.txt, line 5: 'Input' has escapes"),
        Fault("SM3", "MD5", "e.txt, line 13: no case of the kind MAC"),
        Fault("# a remark", "PrivateKey = k", "e.txt, line 13: a private key does not end"),
    ])
    func `evp_test: a fault is refused by line and name`(fault: Fault) throws {
        let file = try fault.file("e.txt", from: Self.stanzas)
        #expect(refusal { _ = try EVPTestFile(file).hmacVectors(hash: "SM3") } == fault.refusal)
    }

    static let ciphers = """
        Cipher = SM4-ECB
        Key = 01
        Plaintext = 02
        Ciphertext = 03

        Cipher = SM4-GCM
        Key = 01
        IV = 02
        AAD = 03
        Tag = 04
        Plaintext = 05
        Ciphertext = 06
        """

    @Test func `evp_test: ciphers with and without IV, and AEAD`() throws {
        let file = try EVPTestFile(VectorFile(name: "e.txt", contents: Array(Self.ciphers.utf8)))
        let block = try file.cipherVectors("SM4-ECB")
        #expect(block.map { [$0.key, $0.iv, $0.plaintext, $0.ciphertext] } == [[[1], [], [2], [3]]])
        let aead = try file.aeadVectors("SM4-GCM")
        #expect(
            aead.map { [$0.key, $0.nonce, $0.context, $0.tag, $0.plaintext, $0.ciphertext] }
                == [[[1], [2], [3], [4], [5], [6]]])
    }

    @Test(arguments: [
        Fault("SM4-ECB", "SM4-CBC", "e.txt, line 12: no case of the kind Cipher"),
        Fault("Plaintext = 02", "Plain = 02", "e.txt, line 3: unknown field 'Plain' in a stanza Cipher"),
        Fault("Ciphertext = 03", "Tag = 03", "e.txt, line 1: not one field 'Ciphertext'"),
    ])
    func `evp_test: a fault in a cipher is refused`(fault: Fault) throws {
        let file = try fault.file("e.txt", from: Self.ciphers)
        #expect(refusal { _ = try EVPTestFile(file).cipherVectors("SM4-ECB") } == fault.refusal)
    }

    // MARK: NIST style

    static let nist = """
        # a remark
        Len = 0
        Msg = 00
        MD = 01

        Len = 8
        Msg = 02
        MD = 03
        """

    @Test func `NIST style: a length of 0 has a byte that does not count`() throws {
        let file = VectorFile(name: "n.txt", contents: Array(Self.nist.utf8))
        #expect(try NISTTextFile.digestVectors(in: file).map(\.message) == [[], [2]])
    }

    @Test(arguments: [
        Fault("Msg = 02", "Mes = 02", "n.txt, line 7: unknown field 'Mes'"),
        Fault("Msg = 02", "MD = 02", "n.txt, line 8: 'MD' twice in one case"),
        Fault("Msg = 02\n", "", "n.txt, line 7: the case before has no field 'Msg'"),
        Fault("Len = 8", "Len = 16", "n.txt, line 8: Msg is not of Len bits"),
        Fault("MD = 01", "MD = 1", "n.txt, line 5: MD is not hexadecimal"),
        Fault(nist, "# nothing", "n.txt, line 1: the file has no cases"),
    ])
    func `NIST style: a fault is refused by line and name`(fault: Fault) throws {
        let file = try fault.file("n.txt", from: Self.nist)
        #expect(refusal { _ = try NISTTextFile.digestVectors(in: file) } == fault.refusal)
    }

    static let nistCipher = """
        [ENCRYPT]

        COUNT = 0
        KEY = 01
        IV = 02
        PLAINTEXT = 03
        CIPHERTEXT = 04
        """

    @Test func `NIST style: a cipher's cases stand under their heading`() throws {
        let file = VectorFile(name: "n.txt", contents: Array(Self.nistCipher.utf8))
        let vectors = try NISTTextFile.cipherVectors(in: file, hasIV: true)
        #expect(vectors.map { [$0.key, $0.iv, $0.plaintext, $0.ciphertext] } == [[[1], [2], [3], [4]]])
        #expect(
            refusal { _ = try NISTTextFile.cipherVectors(in: file, hasIV: false) }
                == "n.txt, line 5: unknown field 'IV'")
    }

    @Test func `NIST style: another heading is refused`() throws {
        let fault = Fault("[ENCRYPT]", "[DECRYPT]", "n.txt, line 1: unknown field '[DECRYPT]'")
        let file = try fault.file("n.txt", from: Self.nistCipher)
        #expect(refusal { _ = try NISTTextFile.cipherVectors(in: file, hasIV: true) } == fault.refusal)
    }

    // MARK: OAEP

    static let oaep = """
        a preface
        # Public key
        # Modulus:
        0a 0b
        # Exponent:
        10001
        # Private key
        # Modulus:
        0a0b
        # Public exponent:
        10001
        # Exponent:
        01
        # Prime 1:
        02
        # Prime 2:
        03
        # Prime exponent 1:
        04
        # Prime exponent 2:
        05
        # Coefficient:
        06
        # OAEP Example 1 alg=sha256 mgf1=sha256
        # Message:
        07
        # Encryption:
        08
        09
        """

    @Test func `OAEP text: a case belongs to its key and its hashes`() throws {
        let file = VectorFile(name: "o.txt", contents: Array(Self.oaep.utf8))
        let vectors = try OAEPTextFile.vectors(in: file, algorithm: .rsaesOAEPSHA256)
        #expect(vectors.map(\.ciphertext) == [[8, 9]] && vectors.map(\.plaintext) == [[7]])
        #expect(vectors.allSatisfy { $0.verdict == .valid && $0.hasOtherParameter })
        let others = try OAEPTextFile.vectors(in: file, algorithm: .rsaesOAEPSHA1)
        #expect(others.map(\.verdict) == [.invalid])
    }

    @Test(arguments: [
        Fault("# Coefficient", "# Coeficient", "o.txt, line 22: unknown heading 'Coeficient'"),
        Fault(
            "# Coefficient:\n06\n", "",
            "o.txt, line 27: Example 1 alg=sha256 mgf1=sha256: no message, or the key is not whole"),
        Fault("# Prime 2", "# Prime 1", "o.txt, line 18: 'Prime 1' twice in one key"),
        Fault("# Coefficient:\n06", "# Seed:\n06", "o.txt, line 24: 'Seed' does not belong here"),
        Fault("# Encryption:\n08\n09", "", "o.txt, line 27: the file has no cases, or ends inside one"),
        Fault(
            "# OAEP Example", "06\n# OAEP Exemple",
            "o.txt, line 25: unknown heading 'OAEP Exemple 1 alg=sha256 mgf1=sha256'"),
        Fault("# Public key\n# Modulus:", "# Public key", "o.txt, line 3: digits without a label"),
        Fault("08", "0x", "o.txt, line 29: Encryption is not hexadecimal"),
    ])
    func `OAEP text: a fault is refused by line and name`(fault: Fault) throws {
        let file = try fault.file("o.txt", from: Self.oaep)
        #expect(refusal { _ = try OAEPTextFile.vectors(in: file, algorithm: .rsaesOAEPSHA256) } == fault.refusal)
    }

    // MARK: Folder

    @Test func `the folder that HUFU_VECTORS names is there`() {
        let isChosen = VectorFolder.candidates.count == 1
        #expect(!isChosen || VectorFolder.current != nil, "no folder \(VectorFolder.candidates)")
    }

    @Test func `a file that is not there is an error, not a skipped suite`() throws {
        let folder = try TemporaryFolder()
        let vectors = try #require(VectorFolder(firstOf: ["\(folder.path)/none", folder.path]))
        #expect(!vectors.contains("gbt"))
        #expect(refusal { _ = try vectors.file("gbt/sm4.json") }?.hasPrefix("gbt/sm4.json, the file: ") == true)
        #expect(VectorFolder(firstOf: ["\(folder.path)/none"]) == nil)
    }

    private func refusal(of body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return "\(error)"
        }
    }
}
