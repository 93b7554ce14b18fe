// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing
import VectorSuites

@Suite struct WycheproofReaderTests {
    static let mac = """
        {"algorithm": "HMACSHA256", "schema": "mac_test_schema_v1.json", "numberOfTests": 1, "header": [],
         "notes": {"Pseudorandom": {"bugType": "BASIC"}},
         "testGroups": [{"type": "MacTest", "source": {"name": "n", "version": "1"}, "keySize": 8, "tagSize": 16,
          "tests": [{"tcId": 7, "comment": "", "flags": ["Pseudorandom"], "key": "00", "msg": "", "tag": "0102",
                     "result": "valid"}]}]}
        """

    @Test func `a sound file is understood`() throws {
        let cases = try cases(Self.mac)
        #expect(cases.map(\.line) == [4])
        guard case .checks(let checks) = cases[0].content, case .known(let question, let expected)? = checks.first
        else {
            Issue.record("no check")
            return
        }
        #expect(question == .authenticate(.sha256, key: [0], message: []))
        #expect(expected == .beginning([1, 2]))
    }

    @Test(arguments: [
        ReaderFault("\"header\"", "\"haeder\"", "f, line 1: unknown field 'haeder'"),
        ReaderFault("\"keySize\"", "\"keysize\"", "f, line 3, testGroups[0]: unknown field 'keysize'"),
        ReaderFault("\"tcId\": 7, ", "", "f, line 4, testGroups[0].tests[0]: no field 'tcId'"),
        ReaderFault("\"msg\"", "\"ct\": \"\", \"msg\"", "f, line 4, testGroups[0].tests[0]: unknown field 'ct'"),
        ReaderFault("\"msg\"", "\"tag\": \"\", \"msg\"", "f, line 4: the field 'tag' occurs twice"),
        ReaderFault("\"0102\"", "\"01020\"", "f, line 4, testGroups[0].tests[0]: 'tag' is not hexadecimal"),
        ReaderFault("\"0102\"", "17", "f, line 4, testGroups[0].tests[0]: 'tag' is no string"),
        ReaderFault("\"0102\"", "\"01\"", "f, line 4, testGroups[0].tests[0]: tcId 7 : not of the group's tagSize"),
        ReaderFault("\"valid\"", "\"maybe\"", "f, line 4, testGroups[0].tests[0]: tcId 7 : unknown result"),
        ReaderFault(
            "[\"Pseudo", "[\"pseudo", "f, line 4, testGroups[0].tests[0]: tcId 7 : the flag 'pseudorandom' has no note"),
        ReaderFault("MacTest", "AeadTest", "f, line 3, testGroups[0]: the type is not MacTest"),
        ReaderFault("mac_test", "max_test", "f, line 1: no reader for Wycheproof files of this schema"),
        ReaderFault(
            "HMACSHA256", "HMACSHA3",
            "f, line 4, testGroups[0].tests[0]: tcId 7 : no reader for the algorithm 'HMACSHA3'"),
        ReaderFault(": 1,", ": 2,", "f, line 1: 1 tests, not as many as numberOfTests says"),
        ReaderFault("}]}]}", "}]}", "f, line 5: an array does not end"),
    ])
    func `a fault is refused by line, place and name`(fault: ReaderFault) throws { try fault.check(Self.mac) }

    @Test func `a group without tests is refused`() throws {
        let start = try #require(Self.mac.firstRange(of: "[{\"tcId\"")).lowerBound
        #expect(
            ReaderFault.refusal(of: Self.mac[..<start] + "[]}]}") == "f, line 3, testGroups[0]: 'tests' is empty")
    }

    @Test(arguments: [
        ("AES-WRAP", false), ("AES-KWP", true),
    ])
    func `key wrap, which the folder has no file of, is understood`(algorithm: String, isPadded: Bool) throws {
        let text = """
            {"algorithm": "\(algorithm)", "schema": "keywrap_test_schema_v1.json", "numberOfTests": 1, "header": [],
             "notes": {}, "testGroups": [{"type": "KeywrapTest", "source": {"name": "n", "version": "1"}, "keySize": 8,
              "tests": [{"tcId": 1, "comment": "", "flags": [], "key": "01", "msg": "02", "ct": "03", "result": "valid"}]}]}
            """
        guard case .checks(let checks) = try cases(text)[0].content else { return }
        #expect(checks.count == 2)
        guard case .known(.wrap(let wrap, let key), .answer([3]))? = checks.first else {
            Issue.record("no wrapping")
            return
        }
        #expect(wrap.isPadded == isPadded && wrap.wrappingKey == [1] && key == [2])
    }

    @Test func `more iterations than anybody waits for are refused`() throws {
        try ReaderFault(
            "\"iterationCount\": 2", "\"iterationCount\": 10000001",
            "f, line 19, testGroups[0].tests[0]: tcId 7 : iterationCount and dkLen ask for more than ten million iterations"
        ).check(SoundFile.wycheproofPBKDF2.text)
    }
}
