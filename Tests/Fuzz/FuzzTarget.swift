import StrictJSON

// SPDX-License-Identifier: Apache-2.0
@testable import VectorSuites

/// What one fuzzing program feeds to one reader: each is a libFuzzer target of its own name, which `.ci/fuzz` runs.
///
/// Beyond not crashing, a reader must give cases or an error that names file and line, and neither may repeat more of
/// the file than ``longestText``.
enum FuzzTarget: String, CaseIterable {
    case cavpGCM = "cavp-gcm"
    case keyWrap = "key-wrap"
    case nistText = "nist-text"
    case evpTest = "evp-test"
    case rsaLaboratories = "rsa-laboratories"
    case botan
    case wycheproof
    /// A prompt, and behind a zero byte perhaps its answers.
    case acvpPrompt = "acvp-prompt"
    /// Two files of answers that are compared, with a zero byte between them.
    case acvpAnswers = "acvp-answers"
    case gbt
    case gmt
    /// Any file of vectors, whose format is recognised first.
    case anyFormat = "any-format"
    /// JSON alone, which is written back and read again.
    case json
    /// `report.json` of a run.
    case report
    /// A folder's SHA256SUMS.
    case hashList = "hash-list"

    /// 300 scalars of the file, each perhaps written as `\u{10FFFF}`, and the reader's own words.
    private static let longestText = 300 * 10 + 1

    /// The format whose reader is fuzzed; nil where it is none of those of cases.
    var format: VectorFormat? {
        switch self {
        case .cavpGCM: .cavpGCM
        case .keyWrap: .keyWrap
        case .nistText: .nistText
        case .evpTest: .evpTest
        case .rsaLaboratories: .rsaLaboratories
        case .botan: .botan
        case .wycheproof: .wycheproof
        case .acvpPrompt: .acvpPrompt
        case .gbt: .gbt
        case .gmt: .gmt
        case .acvpAnswers, .anyFormat, .json, .report, .hashList: nil
        }
    }

    /// Takes one input; traps where a promise of the reader is broken.
    func take(_ bytes: [UInt8]) {
        let file = VectorFile(name: "f", contents: bytes)
        do throws(VectorFileError) {
            switch self {
            case .cavpGCM, .keyWrap, .nistText, .evpTest, .rsaLaboratories, .botan:
                check(try format?.cases(in: file, nil) ?? [])
            case .wycheproof, .gbt, .gmt:
                check(try format?.cases(in: file, file.json()) ?? [])
            case .acvpPrompt:
                let (prompt, answers) = split(bytes)
                check(
                    try VectorFormat.acvpPrompt.cases(in: prompt, prompt.json(), answers: answers))
            case .acvpAnswers:
                let (response, expected) = split(bytes)
                let check = try ACVPCheck(response: response, expected: expected ?? response)
                precondition(expected != nil || check.differences.isEmpty, "a file differs from itself")
            case .anyFormat: check(try VectorFormat.cases(in: file))
            case .json: try checkJSON(file)
            case .report: checkReport(bytes)
            case .hashList:
                for hash in try HashList.hashes(of: file).values { precondition(hash.utf8.count == 64) }
            }
        } catch {
            precondition(error.place.hasPrefix("line "), "an error without a line")
            precondition(error.reason.unicodeScalars.count <= Self.longestText, "an error repeats too much")
        }
    }

    private func check(_ cases: [VectorCase]) {
        precondition(!cases.isEmpty, "neither cases nor an error")
        for item in cases {
            precondition(item.line > 0 && item.id.unicodeScalars.count <= Self.longestText)
            if case .checks(let checks) = item.content { precondition(!checks.isEmpty, "a case without a check") }
        }
    }

    private func split(_ bytes: [UInt8]) -> (VectorFile, VectorFile?) {
        let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        return (
            VectorFile(name: "f", contents: Array(parts[0])),
            parts.count == 2 ? VectorFile(name: "g", contents: Array(parts[1])) : nil
        )
    }

    private func checkJSON(_ file: VectorFile) throws(VectorFileError) {
        let text = JSONWriter.text(of: try file.json())
        let again = try? JSONReader.value(of: Array(text.utf8))
        precondition(again.map { JSONWriter.text(of: $0) } == text, "what was written reads otherwise")
    }

    private func checkReport(_ bytes: [UInt8]) {
        do throws(RunReport.ReadingError) {
            let totals = try RunReport(json: bytes).totals
            precondition(totals.verdict != .skip || totals.passed == 0)
        } catch {
            precondition(error.description.unicodeScalars.count <= Self.longestText + 200, "an error repeats too much")
        }
    }
}
