// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Testing

@testable import VectorSuites

@Suite struct RunReportTests {
    @Test func `totals add up what files and implementations say`() throws {
        let totals = try SampleReport.failing().totals
        #expect(totals.passed == 7875 + 375 + 63 + 104)
        #expect(totals.failed == 41)
        #expect(totals.ran == totals.passed + 41)
        #expect(totals.skipped == ["96-bit nonces and 128-bit tags only": 7500, "XTS is not offered": 2])
        #expect(totals.skippedCount == 7502)
        #expect(totals.unreadable == 1)
    }

    @Test func `one failed case or one unreadable file fails the run`() throws {
        #expect(try SampleReport.passing().totals.verdict == .pass)
        let failed = SampleReport.sm4(failed: 1)
        #expect(try SampleReport.report(files: [SampleReport.gcm(), failed]).totals.verdict == .fail)
        #expect(
            try SampleReport.report(files: [SampleReport.gcm(), SampleReport.unreadable()]).totals.verdict == .fail)
    }

    @Test func `a run of nothing is no pass`() throws {
        #expect(try SampleReport.report(files: []).totals.verdict == .skip)
        let skipped = SampleReport.file("a/b", caseCount: 3, skipped: ["not offered": 3], runs: [])
        #expect(try SampleReport.report(files: [skipped]).totals.verdict == .skip)
    }

    @Test func `suites are first folders, in the order run`() throws {
        let names = ["b/1", "a/x/2", "b/3", "alone"]
        let report = try SampleReport.report(files: names.map { SampleReport.file($0, caseCount: 0, runs: []) })
        #expect(report.suites.map(\.name) == ["b", "a", "files"])
        #expect(report.suites[0].files.map(\.name) == ["b/1", "b/3"])
        #expect(report.suites[0].seconds == 1)
    }

    @Test func `skips are summed by reason`() throws {
        let run = SampleReport.run(.fips, "x", passed: 1, skipped: ["rare": 1, "common": 4])
        let report = try SampleReport.report(
            files: [
                SampleReport.file("a/1", caseCount: 6, skipped: ["common": 1], runs: [run, run]),
                SampleReport.file("a/2", caseCount: 6, runs: [run]),
            ])
        #expect(report.skips.map(\.reason) == ["common", "rare"])
        #expect(report.skips.map(\.count) == [13, 3])
        #expect(report.skips.map(\.files) == [["a/1", "a/2"], ["a/1", "a/2"]])
    }

    @Test func `JSON comes back as it was written`() throws {
        let report = try SampleReport.failing()
        let json = try report.json()
        #expect(try report.json() == json)
        let read = try RunReport(json: json)
        #expect(try read.json() == json)
        #expect(read.pageText == report.pageText)
        #expect(read.totals == report.totals)
    }

    func reading(_ change: (String) -> String) throws -> RunReport.ReadingError? {
        let text = String(decoding: try SampleReport.passing().json(), as: UTF8.self)
        let changed = change(text)
        #expect(changed != text)
        do throws(RunReport.ReadingError) {
            _ = try RunReport(json: Array(changed.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func `another form is refused by its name`() throws {
        #expect(
            try reading { $0.replacing("hufu-vectors-report-1", with: "hufu-vectors-report-2") }
                == .otherFormat("hufu-vectors-report-2"))
        // A newer form may have other fields: its name is what counts.
        #expect(
            try reading { _ in "{\"format\": \"hufu-vectors-report-9\", \"novelty\": 1}" }
                == .otherFormat("hufu-vectors-report-9"))
    }

    @Test func `what is missing or of another type is named`() throws {
        #expect(
            try reading { $0.replacing("\"caseCount\" : 7875,", with: "") }
                == .malformed("'files[0].caseCount' is missing"))
        #expect(
            try reading { $0.replacing("\"caseCount\" : 7875", with: "\"caseCount\" : \"7875\"") }
                == .malformed("'files[0].caseCount' is of another type"))
        #expect(
            try reading { $0.replacing("\"edition\" : \"fips\"", with: "\"edition\" : \"other\"") }
                == .malformed("'module.editions[0].selfTest.edition' holds what it cannot"))
        #expect(try reading { String($0.dropLast(4)) } == .malformed("it is not JSON"))
        #expect(try reading { _ in "" } == .malformed("it is not JSON"))
        #expect(try reading { _ in "[]" } == .malformed("'' is of another type"))
    }

    @Test func `unknown and repeated fields, and other spacing, are refused`() throws {
        #expect(
            try reading { $0.replacing("\"seconds\" : 75.25", with: "\"new\" : 1,\n  \"seconds\" : 75.25") }
                == .notCanonical)
        #expect(
            try reading { $0.replacing("\"seconds\" : 75.25", with: "\"seconds\" : 75.25,\n  \"seconds\" : 75.25") }
                == .notCanonical)
        #expect(try reading { $0 + "\n" } == .notCanonical)
        #expect(try reading { $0.replacing("75.25", with: "75.250") } == .notCanonical)
    }

    @Test func `deep nesting is an error, not a crash`() throws {
        #expect(try reading { _ in String(repeating: "[", count: 1_000_000) } == .malformed("it is not JSON"))
    }
}
