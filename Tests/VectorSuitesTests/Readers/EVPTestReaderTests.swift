// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing
import VectorSuites

@Suite struct EVPTestReaderTests {
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

    @Test func `text, hexadecimal and restrictions are understood`() throws {
        let questions = try cases(Self.stanzas).compactMap { item -> VectorQuestion? in
            guard case .checks(let checks) = item.content, case .known(let question, _)? = checks.first else {
                return nil
            }
            return question
        }
        #expect(
            questions == [
                .authenticate(.sm3, key: [0], message: Array("abc".utf8)), .digest(.sm3, message: []),
            ])
    }

    @Test(arguments: [
        ReaderFault("Algorithm", "Algorism", "f, line 6: unknown field 'Algorism' in a stanza MAC"),
        ReaderFault("MAC =", "MAK =", "f, line 5: unknown stanza 'MAK'"),
        ReaderFault("Key = 00", "Key", "f, line 8: a line that is no field"),
        ReaderFault("Key = 00", "Key = 0", "f, line 5: Key is not hexadecimal"),
        ReaderFault("Key = 00\n", "", "f, line 5: not one field 'Key'"),
        ReaderFault("abc", "a\\nc", "f, line 5: 'Input' has escapes"),
        ReaderFault("# a remark", "PrivateKey = k", "f, line 13: a private key does not end"),
    ])
    func `a fault is refused by line and name`(fault: ReaderFault) throws { try fault.check(Self.stanzas) }

    @Test func `what is not known is not run, and says so`() throws {
        let contents = try cases(Self.stanzas.replacing("= SM3", with: "= MD5")).map(\.content)
        guard case .outside(let reason) = contents[0] else {
            Issue.record("MD5 is run")
            return
        }
        #expect(reason == "MD5: no such hash here")
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

    @Test func `ciphers with and without IV, and AEAD`() throws {
        let cases = try cases(Self.ciphers)
        let text = try #require(cases[0].modeText)
        #expect(text.mode == .init(.ecb, isSM4: true, key: [1], iv: []))
        #expect(text.plaintext == [2] && text.ciphertext == [3])
        let sealed = try #require(cases[1].sealedText)
        #expect(
            sealed.aead == .init(.gcm, isSM4: true, key: [1], nonce: [2], context: [3], tagByteCount: 1))
        #expect(sealed.plaintext == [5] && sealed.ciphertext == [6] && sealed.tag == [4])
    }

    @Test(arguments: [
        ReaderFault("Plaintext = 02", "Plain = 02", "f, line 3: unknown field 'Plain' in a stanza Cipher"),
        ReaderFault("Ciphertext = 03", "Tag = 03", "f, line 1: not one field 'Ciphertext'"),
    ])
    func `a fault in a cipher is refused`(fault: ReaderFault) throws { try fault.check(Self.ciphers) }

    @Test(arguments: [
        ReaderFault("iter:2", "iter:0", "f, line 9: 'iter' and Output do not ask for one to ten million iterations"),
        ReaderFault(
            "iter:2", "iter:10000001", "f, line 9: 'iter' and Output do not ask for one to ten million iterations"),
        ReaderFault(
            "iter:2", "iter:9223372036854775808",
            "f, line 9: 'iter' and Output do not ask for one to ten million iterations"),
    ])
    func `more iterations than anybody waits for are refused`(fault: ReaderFault) throws {
        try fault.check(SoundFile.evpDerivations.text)
    }

    @Test(arguments: [
        ReaderFault("= DECRYPT", "= DECRIPT", "f, line 14: unknown Operation 'DECRIPT'"),
        ReaderFault("= DECRYPT", "= ENCRYPT", "f, line 14: a wrapping that must fail has no Ciphertext"),
    ])
    func `another operation of key wrap is refused`(fault: ReaderFault) throws {
        try fault.check(SoundFile.evpRefused.text)
    }
}
