// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import CryptoEngine
import TestSupport
import Testing
import VectorSuites

/// The exchange of files with a laboratory.
@Suite struct ACVPTests {
    private let port: any VectorPort

    init() throws {
        port = try Edition.fips.loadVectorPort(
            EditionOptions(fips: FIPSOptions(moduleConfig: FIPSModule.configuration)))
    }

    static let prompt = """
        [{"acvVersion": 1.0, "note": ["kept", null, true]},
         {"vsId": 42, "algorithm": "ACVP-AES-GCM", "revision": "1.0", "isSample": true, "testGroups": [
          {"tgId": 1, "testType": "AFT", "direction": "encrypt", "keyLen": 256, "ivLen": 96, "ivGen": "external",
           "ivGenMode": "8.2.2", "payloadLen": 128, "aadLen": 0, "tagLen": 128, "tests": [
            {"tcId": 1, "key": "0000000000000000000000000000000000000000000000000000000000000000",
             "iv": "000000000000000000000000", "pt": "00000000000000000000000000000000", "aad": ""}]},
          {"tgId": 2, "testType": "AFT", "direction": "decrypt", "keyLen": 256, "ivLen": 96, "ivGen": "external",
           "payloadLen": 0, "aadLen": 0, "tagLen": 128, "tests": [
            {"tcId": 2, "key": "0000000000000000000000000000000000000000000000000000000000000000",
             "iv": "000000000000000000000000", "ct": "", "aad": "", "tag": "530f8afbc74536b9a963b4f1c4cb738b"},
            {"tcId": 3, "key": "0000000000000000000000000000000000000000000000000000000000000000",
             "iv": "000000000000000000000000", "ct": "", "aad": "", "tag": "530f8afbc74536b9a963b4f1c4cb738c"}]},
          {"tgId": 3, "testType": "AFT", "direction": "encrypt", "keyLen": 256, "ivLen": 96, "ivGen": "internal",
           "ivGenMode": "8.2.2", "payloadLen": 8, "aadLen": 8, "tagLen": 128, "tests": [
            {"tcId": 4, "key": "0000000000000000000000000000000000000000000000000000000000000000", "pt": "61",
             "aad": "62"}]},
          {"tgId": 4, "testType": "AFT", "direction": "encrypt", "keyLen": 256, "ivLen": 96, "ivGen": "internal",
           "payloadLen": 8, "aadLen": 8, "tagLen": 128, "tests": null}]}]
        """

    private func file(_ name: String, _ text: String) -> VectorFile {
        VectorFile(name: name, contents: Array(text.utf8))
    }

    private func answer(_ text: String) throws -> String {
        try ACVPResponse(to: file("prompt.json", text), edition: .fips).text { (question) throws(VectorRefusal) in
            try port.answer(question, by: port.implementations(of: question.algorithm).first ?? "none")
        }
    }

    @Test func `headers stay in place, a refusal has no plaintext, the module's IV is returned`() throws {
        let text = try answer(Self.prompt)
        #expect(
            text.hasPrefix(
                "[\n  {\n    \"acvVersion\": 1.0,\n    \"note\": [\n      \"kept\",\n      null,\n      true\n"))
        #expect(text.contains("\"isSample\": true"))
        #expect(text.contains("\"ct\": \"CEA7403D4D606B6E074EC5D3BAF39D18\""))
        #expect(text.contains("\"tag\": \"D0D1C8A799996BF0265B98B5D48AB919\""))
        #expect(text.contains("\"tcId\": 2,\n            \"pt\": \"\""))
        #expect(text.contains("\"tcId\": 3,\n            \"testPassed\": false\n          }"))
        #expect(text.contains("\"tcId\": 4,\n            \"iv\": \""))
        #expect(text.contains("\"tgId\": 4,\n        \"tests\": []"))
        let again = try answer(Self.prompt)
        #expect(again != text, "an IV of the module's own came twice")
    }

    @Test func `a response verifies against its prompt, and an altered one does not`() async throws {
        let text = try answer(Self.prompt)
        let prompt = file("prompt.json", Self.prompt)
        func failures(_ response: String) async throws -> [String] {
            let cases = try VectorFormat.cases(in: prompt, answers: file("response.json", response))
            return await SuiteRunner([port], sha256: { _ in "" }).run(cases).runs.flatMap(\.failures).map(\.id)
        }
        #expect(try await failures(text) == [])
        let forged = text.replacing("\"testPassed\": false", with: "\"pt\": \"\"")
        #expect(Set(try await failures(forged)) == ["tgId 2 tcId 3"])
        let iv = try #require(text.firstRange(of: "\"iv\": \"")).upperBound
        let flipped = text[..<iv] + (text[iv] == "0" ? "1" : "0") + text[text.index(after: iv)...]
        #expect(Set(try await failures(String(flipped))) == ["tgId 3 tcId 4"])
    }

    @Test func `check names what is wrong, missing and not asked for`() throws {
        let right = """
            {"vsId": 1, "algorithm": "HMAC-SHA2-256", "testGroups": [{"tgId": 1, "tests": [
              {"tcId": 1, "mac": "AA"}, {"tcId": 2, "testPassed": false}, {"tcId": 3, "mac": "BB"}, {"tcId": 4, "mac": "CC"}]}]}
            """
        let ours = """
            {"vsId": 1, "algorithm": "HMAC-SHA2-256", "testGroups": [{"tgId": 1, "tests": [
              {"tcId": 1, "mac": "aa"}, {"tcId": 2, "mac": "00"}, {"tcId": 3, "mac": "BC"}, {"tcId": 5, "mac": "DD"}]}]}
            """
        let check = try ACVPCheck(response: file("ours", ours), expected: file("right", right))
        #expect(check.caseCount == 4)
        #expect(
            check.differences == [
                .init(vectorSet: 1, caseID: 2, reason: "answered, and must be refused"),
                .init(vectorSet: 1, caseID: 3, reason: "'mac' is missing or another"),
                .init(vectorSet: 1, caseID: 4, reason: "not answered"),
                .init(vectorSet: 1, caseID: 5, reason: "answered, and not asked"),
            ])
    }

    @Test(arguments: [
        ReaderFault(
            "\"tagLen\": 128, \"tests\": [\n    {\"tcId\": 1", "\"tagLan\": 128, \"tests\": [\n    {\"tcId\": 1",
            "f, line 3, testGroups[0]: unknown field 'tagLan'"),
        ReaderFault("\"tcId\": 3", "\"tcId\": 2", "f, line 2: a tcId occurs twice"),
        ReaderFault("\"tgId\": 3", "\"tgId\": 2", "f, line 2: a tgId occurs twice"),
        ReaderFault(
            "\"direction\": \"decrypt\"", "\"direction\": \"verify\"",
            "f, line 7, testGroups[1]: unknown direction 'verify'"),
        ReaderFault(
            "\"payloadLen\": 8,", "\"payloadLen\": 16,",
            "f, line 15, testGroups[2].tests[0]: 'pt' has 8 bits, not the group's payloadLen"),
        ReaderFault("\"AFT\"", "\"VAL\"", "f, line 3, testGroups[0]: unknown testType 'VAL'"),
        ReaderFault("ACVP-AES-GCM", "ACVP-AES-GCN", "f, line 2: no reader for the algorithm 'ACVP-AES-GCN'"),
        ReaderFault(
            "\"1.0\", \"isSample\"", "\"9.0\", \"isSample\"", "f, line 2: no reader for revision '9.0' of ACVP-AES-GCM"),
    ])
    func `a fault is refused by line, place and name`(fault: ReaderFault) throws { try fault.check(Self.prompt) }

    @Test func `the capability statement covers production's lengths and no others`() throws {
        // Sealing under a nonce from outside is nothing that production does.
        let response = try ACVPResponse(to: file("prompt.json", Self.prompt), edition: .fips)
        #expect(response.unregisteredGroups == ["vector set 1 (ACVP-AES-GCM), tgId 1"])
        let other = Self.prompt.replacing(
            "\"tagLen\": 128, \"tests\": [\n    {\"tcId\": 4", with: "\"tagLen\": 96, \"tests\": [\n    {\"tcId\": 4")
        let beyond = try ACVPResponse(to: file("prompt.json", other), edition: .fips)
        #expect(
            beyond.unregisteredGroups == ["vector set 1 (ACVP-AES-GCM), tgId 1", "vector set 1 (ACVP-AES-GCM), tgId 3"])
        #expect(ACVPCapability.text(of: .smCrypto) == "[]\n")
    }

    @Test(
        .vectors("acvp-nist"),
        arguments: [
            ("acvp-nist/ACVP-AES-GCM-1.0/prompt.json", "acvp-nist/ACVP-AES-GCM-1.0/expectedResults.json", 60),
            ("acvp-boringssl/vectors/ACVP-AES-GCM.json", "acvp-boringssl/expected/ACVP-AES-GCM.json", 42),
            ("acvp-boringssl/vectors/HMAC-SHA2-256.json", "acvp-boringssl/expected/HMAC-SHA2-256.json", 8),
            ("acvp-boringssl/vectors/HMAC-SHA2-384.json", "acvp-boringssl/expected/HMAC-SHA2-384.json", 7),
            ("acvp-boringssl/vectors/HMAC-SHA2-512.json", "acvp-boringssl/expected/HMAC-SHA2-512.json", 7),
            (
                "acvp-aws-lc/vectors/RSA-DecryptionPrimitive.json", "acvp-aws-lc/expected/RSA-DecryptionPrimitive.json",
                20
            ),
        ])
    func `our response equals the expected one, case by case`(prompt: String, expected: String, count: Int) throws {
        let text = try answer(String(decoding: try VectorFolder.file(prompt).contents, as: UTF8.self))
        let check = try ACVPCheck(response: file("ours", text), expected: VectorFolder.file(expected))
        #expect(check.caseCount == count)
        #expect(check.differences == [])
    }
}
