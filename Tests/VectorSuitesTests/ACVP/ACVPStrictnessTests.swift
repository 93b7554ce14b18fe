// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import CryptoEngine
import TestSupport
import Testing
import VectorSuites

/// What would let a laboratory sign for something that was not tested.
@Suite struct ACVPStrictnessTests {
    private static let gcm = """
        {"vsId": 1, "algorithm": "ACVP-AES-GCM", "revision": "1.0", "testGroups": [
          {"tgId": 1, "testType": "AFT", "direction": "encrypt", "keyLen": 256, "ivLen": 96, "ivGen": "internal",
           "payloadLen": 8, "aadLen": 0, "tagLen": 128, "tests": [
            {"tcId": 1, "key": "0000000000000000000000000000000000000000000000000000000000000000", "pt": "61",
             "aad": ""}]},
          {"tgId": 2, "testType": "AFT", "direction": "decrypt", "keyLen": 256, "ivLen": 96, "ivGen": "external",
           "payloadLen": 0, "aadLen": 0, "tagLen": 128, "tests": [
            {"tcId": 2, "key": "0000000000000000000000000000000000000000000000000000000000000000",
             "iv": "000000000000000000000000", "ct": "", "aad": "", "tag": "530f8afbc74536b9a963b4f1c4cb738c"}]}]}
        """

    private static func answers(_ first: String, _ second: String) -> String {
        """
        {"vsId": 1, "algorithm": "ACVP-AES-GCM", "testGroups": [
          {"tgId": 1, "tests": [{"tcId": 1, \(first)}]}, {"tgId": 2, "tests": [{"tcId": 2, \(second)}]}]}
        """
    }

    private func file(_ name: String, _ text: String) -> VectorFile {
        VectorFile(name: name, contents: Array(text.utf8))
    }

    private func refusal(_ first: String, _ second: String = "\"testPassed\": false") -> String? {
        do throws(VectorFileError) {
            _ = try VectorFormat.cases(in: file("p", Self.gcm), answers: file("a", Self.answers(first, second)))
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `answers of other lengths than asked for are no answers`() {
        let (iv, ct, tag) = ("000000000000000000000000", "61", "00000000000000000000000000000000")
        func first(_ iv: String, _ ct: String, _ tag: String) -> String {
            "\"iv\": \"\(iv)\", \"ct\": \"\(ct)\", \"tag\": \"\(tag)\""
        }
        #expect(refusal(first(iv, ct, tag)) == nil)
        #expect(refusal(first(iv + "00", ct, tag)) == "a, line 2: 'iv' has 104 bits, not what its group says")
        #expect(refusal(first(iv, "", ct + tag)) == "a, line 2: 'ct' has 0 bits, not what its group says")
        #expect(refusal(first(iv, ct, "00")) == "a, line 2: 'tag' has 8 bits, not what its group says")
        let forged = refusal(first(iv, ct, tag), "\"testPassed\": false, \"pt\": \"\"")
        #expect(forged == "a, line 2, testGroups[1].tests[0]: a plaintext beside 'testPassed' false")
    }

    @Test(arguments: ["", "00000000"]) func `a MAC that was cut is no answer`(mac: String) {
        let prompt = """
            {"algorithm": "HMAC-SHA2-256", "revision": "1.0", "testGroups": [
              {"tgId": 1, "testType": "AFT", "keyLen": 8, "msgLen": 0, "macLen": 64, "tests": [
                {"tcId": 1, "key": "00", "msg": ""}]}]}
            """
        let answers = """
            {"testGroups": [{"tgId": 1, "tests": [{"tcId": 1, "mac": "\(mac)"}]}]}
            """
        #expect(throws: VectorFileError.self) {
            try VectorFormat.cases(in: file("p", prompt), answers: file("a", answers))
        }
        for bits in [0, 24, 264, 512] {
            let other = prompt.replacing("\"macLen\": 64", with: "\"macLen\": \(bits)")
            #expect(ReaderFault.refusal(of: other) == "f, line 2, testGroups[0]: 'macLen' is not 32 to 256 bits")
        }
    }

    @Test func `an empty tag proves nothing, in any text format`() async throws {
        let text = """
            # Test Cases for HMAC-SHA256

            Len = 0
            Key = 00
            Msg = 00
            MD =
            """
        let port = try Edition.fips.loadVectorPort()
        let runs = await SuiteRunner([port], sha256: { _ in "" }).run(try cases(text)).runs
        #expect(runs.contains { $0.failures.map(\.reason) == ["an empty tag proves nothing"] })
        #expect(runs.allSatisfy { $0.passed == 0 })
    }

    @Test(arguments: [
        // One letter, and the set would be a registration.
        ("testGroups", "testGroupz"),
        ("\"revision\": \"1.0\", ", "\"revision\": \"1.0\", \"extra\": 1, "),
    ])
    func `a damaged vector set is nothing else that a folder may hold`(original: String, replacement: String) {
        #expect(ReaderFault.refusal(of: Self.gcm.replacing(original, with: replacement)) != nil)
        let file = file("f", Self.gcm.replacing(original, with: replacement))
        if case .companion(let what)? = try? VectorFormat.recognise(file) { Issue.record("it is taken for \(what)") }
    }

    @Test func `what stands beside vector sets is a header, or refused`() {
        let registration = "{\"algorithm\": \"ACVP-AES-GCM\", \"revision\": \"1.0\"}"
        #expect(
            ReaderFault.refusal(of: "[\(registration),\n\(Self.gcm)]") == "f, line 1: neither a vector set nor a header"
        )
        #expect(ReaderFault.refusal(of: "[{\"acvVersion\": \"1.0\"},\n\(Self.gcm)]") == nil)
    }

    @Test func `a projection that lost some of its answers is refused`() throws {
        let answered = Self.gcm.replacing("\"internal\"", with: "\"external\"").replacing(
            "\"pt\": \"61\",",
            with: "\"pt\": \"61\", \"iv\": \"000000000000000000000000\", \"ct\": \"00\", \"tag\": \"\",")
        #expect(ReaderFault.refusal(of: answered) == "f, line 1: 1 of 2 tests have their answer: all must, or none")
    }

    @Test func `a prompt without its answers is run no further than it can be inverted`() throws {
        let contents = try cases(Self.gcm).map(\.content)
        guard case .checks(let checks) = contents[0], case .inverted? = checks.first, case .outside = contents[1] else {
            Issue.record("\(contents)")
            return
        }
    }

    @Test func `a test that nobody ran does not verify, and each counts once`() throws {
        let answers = Self.answers(
            "\"iv\": \"000000000000000000000000\", \"ct\": \"61\", \"tag\": \"00000000000000000000000000000000\"",
            "\"testPassed\": false")
        func differences(
            _ implementation: (VectorAlgorithm) -> (any SuiteImplementation)?
        ) throws -> [String] {
            try ResponseVerification(
                response: file("a", answers), prompt: file("p", Self.gcm), by: implementation
            ).differences.map { "\($0.test): \($0.reason)" }
        }
        let nobody = "not verified: nothing in this run computes AES-256-GCM"
        #expect(try differences { _ in nil } == ["tgId 1 tcId 1: \(nobody)", "tgId 2 tcId 2: \(nobody)"])
        let port = try Edition.fips.loadVectorPort()
        let found = try differences { algorithm in
            port.implementations(of: algorithm).first.map { PortImplementation($0, of: port) }
        }
        #expect(found == ["tgId 1 tcId 1: refused, and must be answered"])
    }

    @Test func `right answers without an answer compare nothing`() {
        let empty = "{\"testGroups\": [{\"tgId\": 1, \"tests\": [{\"tcId\": 1}]}]}"
        #expect(throws: VectorFileError.self) {
            try ACVPCheck(response: file("a", empty), expected: file("e", empty))
        }
    }
}
