// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyManagement
import TestSupport
import Testing

/// The bytes of a record are JSON as `JSONEncoder` writes it, names sorted.
@Suite struct AuditRecordTests {
    /// Texts that a principal or request ID might carry: every byte that JSON escapes, and scalars of each length.
    static let texts =
        ["", "local/alice", "a\"b\\c/d", "工资 é 🐅", "\u{7F}\u{80}\u{2028}\u{FFFF}\u{10FFFF}", "e\u{301}"]
        + (0 as UInt8..<0x20).map { "<\(Character(UnicodeScalar($0)))>" }

    @Test(arguments: texts)
    func `JSONDecoder reads back what is written`(text: String) throws {
        for keyID in [nil, .sample(0xDEAD_BEEF)] as [KeyID?] {
            for (time, isApproved) in [(Int64.min, true), (-1, false), (0, true), (.max, false)] {
                let record = AuditRecord(
                    time: UnixTime(seconds: time), principal: text, action: .generateDataKey, keyID: keyID,
                    dataKeyID: keyID, outcome: text + "!", requestID: "r" + text, approvedService: isApproved)
                let read = try JSONDecoder().decode(AuditRecord.self, from: Data(record.serialised()))
                #expect(read == record)
                #expect(Array(read.principal.utf8) == Array(text.utf8), "no normalisation")
            }
        }
    }

    @Test func `a record has these bytes`() {
        let record = AuditRecord(
            time: UnixTime(seconds: 1_790_000_000), principal: "local/\u{1}\"甲\n", action: .encrypt, keyID: .sample(1),
            outcome: "ok", requestID: "r\\", approvedService: true)
        let text = #"""
            {"action":"Encrypt","approvedService":true,"keyID":"00000000-0000-0000-0000-000000000001","outcome":"ok",\#
            "principal":"local/\u0001\"甲\n","requestID":"r\\","time":1790000000}
            """#
        #expect(String(decoding: record.serialised(), as: UTF8.self) == text)
        let bare = AuditRecord(
            time: UnixTime(seconds: -5), principal: "p", action: .provisionStore, keyID: nil, outcome: "ok",
            requestID: "", approvedService: false)
        let bareText = #"""
            {"action":"ProvisionStore","approvedService":false,"outcome":"ok","principal":"p","requestID":"","time":-5}
            """#
        #expect(String(decoding: bare.serialised(), as: UTF8.self) == bareText)
    }

    @Test func `the names and their order are JSONEncoder's`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for keyID in [nil, .sample(7)] as [KeyID?] {
            let record = AuditRecord.sample("request/1 工资", of: keyID)
            #expect(try encoder.encode(record) == Data(record.serialised()))
        }
    }
}
