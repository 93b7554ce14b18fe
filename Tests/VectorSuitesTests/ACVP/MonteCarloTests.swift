// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import CryptoEngine
import TestSupport
import Testing
import VectorSuites

/// Monte Carlo tests on what computes here. Each is long: 100,000 encryptions.
@Suite struct MonteCarloTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let test: MonteCarloTest
        let lastOutput: [UInt8]

        init(
            _ name: String, _ direction: MonteCarloTest.Direction, _ mode: VectorQuestion.Mode.Name, isSM4: Bool,
            key: [UInt8], iv: [UInt8], block: [UInt8], gives lastOutput: [UInt8]
        ) {
            testDescription = name
            test = MonteCarloTest(
                direction, VectorQuestion.Mode(mode, isSM4: isSM4, key: key, iv: iv), block: block)
            self.lastOutput = lastOutput
        }
    }

    /// NIST's CAVP files CBCMCT128 to CBCMCT256: the block of COUNT 0 and the result of COUNT 99.
    static let nist = [
        Example(
            "CBCMCT128 ENCRYPT", .encrypt, .cbc, isSM4: false, key: bytes(hex: "8809e7dd3a959ee5d8dbb13f501f2274"),
            iv: bytes(hex: "e5c0bb535d7d54572ad06d170a0e58ae"), block: bytes(hex: "1fd4ee65603e6130cfc2a82ab3d56c24"),
            gives: bytes(hex: "7bed7671c8913aa1330f193761523e67")),
        Example(
            "CBCMCT192 DECRYPT", .decrypt, .cbc, isSM4: false,
            key: bytes(hex: "a24ebd4d7a080c28caae984b5098a9ea38cf7280e2c5f122"),
            iv: bytes(hex: "c5aeb9b51ad5108371c59d0b90816310"), block: bytes(hex: "eb2c4e2712591ff13b8ac7870c9c404c"),
            gives: bytes(hex: "836424eadf8155aaf9a9a51391a1cf7e")),
        Example(
            "CBCMCT256 ENCRYPT", .encrypt, .cbc, isSM4: false,
            key: bytes(hex: "632bac4fe4db44cfcf18cfa90b43f86f 378611b8d968595eb89e7ae98624564a"),
            iv: bytes(hex: "ff8127621be616803e3f002377730185"), block: bytes(hex: "90ed17475f0a62bc381ba1f3ffbfff33"),
            gives: bytes(hex: "bade1667b42f537f0cb3f5573a949aaa")),
        Example(
            "CBCMCT256 DECRYPT", .decrypt, .cbc, isSM4: false,
            key: bytes(hex: "31397ad8cc79c519e0f46e0f70303587 e38958d70723b771552336b7771f6311"),
            iv: bytes(hex: "4139cb54eeac3fcf36ed72941122c40f"), block: bytes(hex: "27a1d5c10fe45b801d15f56e654a70f0"),
            gives: bytes(hex: "9be831799a79b0955241f308f0d5b2e1")),
    ]

    /// Computed with another library: keys, IVs and blocks of ascending bytes from 0, 100 and 200.
    static let computed = [
        Example(
            "AES-256-ECB encrypt", .encrypt, .ecb, isSM4: false, key: [UInt8](0..<32), iv: [],
            block: [UInt8](200..<216), gives: bytes(hex: "f465078abb5c4e26e827b0bf34358806")),
        Example(
            "AES-192-ECB decrypt", .decrypt, .ecb, isSM4: false, key: [UInt8](0..<24), iv: [],
            block: [UInt8](200..<216), gives: bytes(hex: "9514445fe0192369d7242814b2666455")),
        Example(
            "SM4-ECB encrypt", .encrypt, .ecb, isSM4: true, key: [UInt8](0..<16), iv: [], block: [UInt8](200..<216),
            gives: bytes(hex: "a4186bf658762ee35bc16d7f8e390392")),
        Example(
            "SM4-ECB decrypt", .decrypt, .ecb, isSM4: true, key: [UInt8](0..<16), iv: [], block: [UInt8](200..<216),
            gives: bytes(hex: "ebfa153bd1f3f4696ce351a3fdb7e3dc")),
        Example(
            "SM4-CBC encrypt", .encrypt, .cbc, isSM4: true, key: [UInt8](0..<16), iv: [UInt8](100..<116),
            block: [UInt8](200..<216), gives: bytes(hex: "0806377d9aba3d48cde50c09b870c400")),
        Example(
            "SM4-CBC decrypt", .decrypt, .cbc, isSM4: true, key: [UInt8](0..<16), iv: [UInt8](100..<116),
            block: [UInt8](200..<216), gives: bytes(hex: "1656bdd916a8e27b57fc1d223abe24c6")),
    ]

    @Test(arguments: nist + computed) func `the last of 100 rounds`(example: Example) throws {
        let edition = example.test.mode.isSM4 ? Edition.smCrypto : .fips
        let port = try edition.loadVectorPort()
        let implementation = try #require(port.implementations(of: example.test.algorithm).first)
        let rounds = try example.test.run { (question) throws(VectorRefusal) in
            try port.answer(question, by: implementation)
        }
        #expect(rounds.count == 100)
        let last = try #require(rounds.last)
        #expect((example.test.direction == .encrypt ? last.ciphertext : last.plaintext) == example.lastOutput)
    }

    @Test func `a prompt is answered with every round, and a wrong round is found`() async throws {
        let prompt = VectorFile(
            name: "prompt.json",
            contents: Array(
                """
                {"vsId": 7, "algorithm": "SM4-ECB", "revision": "1.0", "testGroups": [
                  {"tgId": 1, "testType": "MCT", "direction": "encrypt", "keyLen": 128, "tests": [
                    {"tcId": 5, "key": "000102030405060708090A0B0C0D0E0F", "pt": "C8C9CACBCCCDCECFD0D1D2D3D4D5D6D7"}]}]}
                """.utf8))
        let port = try Edition.smCrypto.loadVectorPort()
        let implementation = try #require(port.implementations(of: .ecb(.sm4)).first)
        let text = try ACVPResponse(to: prompt, edition: .smCrypto).text { (question) throws(VectorRefusal) in
            try port.answer(question, by: implementation)
        }
        #expect(text.contains("\"ct\": \"A4186BF658762EE35BC16D7F8E390392\""))
        let response = VectorFile(name: "response.json", contents: Array(text.utf8))
        await ExampleRun.check(try VectorFormat.cases(in: prompt, answers: response), on: port)
        let altered = text.replacing("A4186BF658762EE35BC16D7F8E390392", with: "A4186BF658762EE35BC16D7F8E390393")
        let wrong = VectorFile(name: "response.json", contents: Array(altered.utf8))
        let runs = await SuiteRunner([port], sha256: { _ in "" })
            .run(try VectorFormat.cases(in: prompt, answers: wrong)).runs
        #expect(!runs.isEmpty)
        for run in runs { #expect(run.failures.map(\.reason) == ["round 99 differs"]) }
    }
}
