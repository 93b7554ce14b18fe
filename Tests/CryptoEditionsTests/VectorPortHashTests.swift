// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// Hashes and HMAC through the laboratory's door.
@Suite struct VectorPortHashTests {
    /// FIPS 180-4's example of one block.
    @Test(
        arguments: FIPSLoad.all,
        [
            (.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (.sha224, "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
            (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                .sha384,
                "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
            ),
            (
                .sha512,
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                    + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
            ),
        ] as [(VectorAlgorithm.HashName, String)])
    func `SHA of "abc"`(load: FIPSLoad, example: (hash: VectorAlgorithm.HashName, digest: String)) throws {
        try load.port().expect(.digest(example.hash, message: Array("abc".utf8)), answers: example.digest)
    }

    /// RFC 2202 §3 and RFC 4231 §4.3: a key of 4 bytes.
    @Test(
        arguments: FIPSLoad.all,
        [
            (.sha1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (.sha224, "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44"),
            (.sha256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
            (
                .sha384,
                "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649"
            ),
            (
                .sha512,
                "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                    + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
            ),
        ] as [(VectorAlgorithm.HashName, String)])
    func `HMAC of "Jefe"`(load: FIPSLoad, example: (hash: VectorAlgorithm.HashName, tag: String)) throws {
        let message = Array("what do ya want for nothing?".utf8)
        try load.port().expect(
            .authenticate(example.hash, key: Array("Jefe".utf8), message: message), answers: example.tag)
    }

    @Test(arguments: FIPSLoad.all) func `HMAC without a key and without a message`(load: FIPSLoad) throws {
        try load.port().expect(
            .authenticate(.sha256, key: [], message: []),
            answers: "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }

    /// GB/T 32905-2016 A.1; GM/T 0042-2015 D.3.
    @Test func `SM3 and HMAC-SM3`() throws {
        let port = try Laboratory.smCrypto()
        try port.expect(
            .digest(.sm3, message: Array("abc".utf8)),
            answers: "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
        let half = Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
        try port.expect(
            .authenticate(.sm3, key: [UInt8](1...32), message: half + half),
            answers: "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a")
        try port.expect(
            .authenticate(.sm3, key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8)),
            answers: "2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882")
    }

    @Test func `SM3 and HMAC-SM3 by libgcrypt and libcrypto agree`() throws {
        let port = try Laboratory.smCrypto()
        #expect(port.implementations(of: .hmac(.sm3)).map { $0.prefix(7) } == ["libgcry", "OpenSSL"])
        var generator = SeededGenerator(seed: 0x53_4D33)
        for byteCount in [0, 1, 55, 56, 63, 64, 65, 200, 1000] {
            let message = generator.bytes(byteCount)
            for question in [
                VectorQuestion.digest(.sm3, message: message),
                .authenticate(.sm3, key: generator.bytes(byteCount), message: message),
            ] {
                let answers = try port.outcomes(of: question).map { try $0.outcome.get() }
                #expect(answers.count == 2 && answers[0] == answers[1], "\(byteCount) bytes")
            }
        }
    }
}
