// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing
import VectorSuites

/// NIST's own files and those in their style.
@Suite struct NISTReaderTests {
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
        let cases = try cases(Self.cavp)
        #expect(cases.map(\.id) == ["256/96/0/8/32 Count 0", "256/96/0/8/32 Count 1"])
        #expect(cases.map(\.line) == [8, 16])
        let texts = cases.compactMap(\.sealedText)
        #expect(texts.map(\.plaintext) == [[], nil])
        #expect(texts.allSatisfy { $0.tag == [1, 2, 3, 4] && $0.aead.context == [1] && !$0.aead.isSM4 })
    }

    @Test(arguments: [
        ReaderFault("AAD = 01", "ADD = 01", "f, line 12: unknown field 'ADD'"),
        ReaderFault("AAD = 01\r\n", "", "f, line 8: 256/96/0/8/32 Count 0: no AAD"),
        ReaderFault(
            "AAD = 01", "AAD = 0102",
            "f, line 8: 256/96/0/8/32 Count 0: AAD has 16 bits, not what its group says"),
        ReaderFault("AAD = 01", "AAD = 0g", "f, line 8: 256/96/0/8/32 Count 0: AAD is not hexadecimal"),
        ReaderFault("AAD = 01", "IV = 01", "f, line 12: 'IV' twice in one case"),
        ReaderFault("FAIL", "PASS", "f, line 22: a line that is no field"),
        ReaderFault("FAIL", "PT = \r\nFAIL", "f, line 16: 256/96/0/8/32 Count 1: not one of PT and FAIL"),
        ReaderFault("Count = 1", "Count = 2", "f, line 22: 256/96/0/8/32 Count 2: not Count 1, the next of its group"),
        ReaderFault("[Taglen", "[Taglan", "f, line 6: unknown group parameter 'Taglan'"),
        ReaderFault("[Taglen = 32]\r\n", "", "f, line 7: 'Count' outside a group"),
        ReaderFault("[Keylen", "[Keylen = 128]\r\n[Keylen", "f, line 3: group 128/?/?/?/? has no cases"),
    ])
    func `CAVP: a fault is refused by line and name`(fault: ReaderFault) throws { try fault.check(Self.cavp) }

    @Test func `CAVP: a file without cases is refused`() {
        #expect(ReaderFault.refusal(of: "[Keylen = 256]\n") == "f, line 2: group 256/?/?/?/? has no cases")
    }

    static let keyWrap = """
        # 'NIST SP 800-38F KWP-AD with AES-256 cipher function' information for test-files
        [PLAINTEXT LENGTH = 8]

        COUNT = 0
        K = 0000000000000000000000000000000000000000000000000000000000000000
        C = 00000000000000000000000000000000
        FAIL

        COUNT = 1
        K = 0000000000000000000000000000000000000000000000000000000000000000
        C = 00000000000000000000000000000000
        P = 01
        """

    @Test func `key wrap: a comment says function and direction`() throws {
        let algorithms = try [Self.keyWrap, Self.keyWrap.replacing("KWP-AD", with: "KW-AD")].map { text in
            try cases(
                text.replacing(
                    "= 00000000000000000000000000000000\n",
                    with: "= \(text.contains("KWP") ? "" : "")"
                        + String(repeating: "0", count: text.contains("KWP") ? 32 : 18) + "\n"))
        }.map { $0.map(\.content) }
        for (contents, isPadded) in zip(algorithms, [true, false]) {
            for content in contents {
                guard case .checks(let checks) = content, case .known(.unwrap(let wrap, _), _)? = checks.first else {
                    Issue.record("not an unwrapping")
                    continue
                }
                #expect(wrap.isPadded == isPadded && !wrap.usesInverseCipher)
            }
        }
    }

    @Test(arguments: [
        ReaderFault(
            "KWP-AD", "KWQ-AD", "f, line 1: no comment, or more than one, says which function the file is about"),
        ReaderFault("KWP-AD", "KWP-AE", "f, line 4: 8 COUNT 0: not one of P and FAIL"),
        ReaderFault("P = 01", "P = 0102", "f, line 9: 8 COUNT 1: P has 16 bits, not what its group says"),
        ReaderFault("P = 01", "Q = 01", "f, line 12: unknown field 'Q'"),
        ReaderFault(
            "[PLAINTEXT LENGTH = 8]", "[PLAINTEXT LENGTH = x]",
            "f, line 2: unknown group parameter 'PLAINTEXT LENGTH'"),
        ReaderFault(
            "[PLAINTEXT LENGTH = 8]", "[PLAINTEXT LENGTH = 9223372036854775807]",
            "f, line 2: unknown group parameter 'PLAINTEXT LENGTH'"),
        ReaderFault(
            "[PLAINTEXT LENGTH = 8]", "[PLAINTEXT LENGTH = 2097152]",
            "f, line 4: 2097152 COUNT 0: C has 128 bits, not what its group says"),
    ])
    func `key wrap: a fault is refused by line and name`(fault: ReaderFault) throws { try fault.check(Self.keyWrap) }

    static let digests = """
        # SM3
        Len = 0
        Msg = 00
        MD = 01

        Len = 8
        Msg = 02
        MD = 03
        """

    @Test func `NIST style: a length of 0 has a byte that does not count`() throws {
        let contents = try cases(Self.digests).map(\.content)
        for (content, message) in zip(contents, [[], [2]] as [[UInt8]]) {
            guard case .checks(let checks) = content, case .known(let question, _)? = checks.first else {
                Issue.record("no check")
                continue
            }
            #expect(question == .digest(.sm3, message: message))
        }
    }

    @Test(arguments: [
        ReaderFault(
            "# SM3", "# SM5", "f, line 1: no comment, or more than one, says which algorithm the file is about"),
        ReaderFault("Msg = 02", "Mes = 02", "f, line 7: unknown field 'Mes'"),
        ReaderFault("Msg = 02", "MD = 02", "f, line 8: 'MD' twice in one case"),
        ReaderFault("Msg = 02\n", "", "f, line 7: the case before has no field 'Msg'"),
        ReaderFault("Len = 8", "Len = 16", "f, line 6: Msg is not of Len bits"),
        ReaderFault("MD = 01", "MD = 1", "f, line 2: MD is not hexadecimal"),
    ])
    func `NIST style: a fault is refused by line and name`(fault: ReaderFault) throws { try fault.check(Self.digests) }

    static let cipher = """
        # SM4 CBC
        [ENCRYPT]

        COUNT = 0
        KEY = 01
        IV = 02
        PLAINTEXT = 03
        CIPHERTEXT = 04
        """

    @Test func `NIST style: a cipher's cases stand under their heading`() throws {
        let text = try #require(try cases(Self.cipher).first?.modeText)
        #expect(text.mode == .init(.cbc, isSM4: true, key: [1], iv: [2]))
        #expect(text.plaintext == [3] && text.ciphertext == [4])
    }

    @Test(arguments: [
        ReaderFault("[ENCRYPT]", "[DECRYPT]", "f, line 2: unknown field '[DECRYPT]'"),
        ReaderFault("# SM4 CBC", "# SM4 ECB", "f, line 6: unknown field 'IV'"),
    ])
    func `NIST style: another heading or field is refused`(fault: ReaderFault) throws { try fault.check(Self.cipher) }
}
