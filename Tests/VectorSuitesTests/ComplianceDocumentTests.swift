// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

@testable import VectorSuites

/// docs/compliance says nothing of the package or the vectors that is not so.
@Suite struct ComplianceDocumentTests {
    private static let documents = ["fips.md", "sm.md", "gmt-vectors.md"]

    /// The files that a document names in backticks; those of the vectors folder by their first folder.
    private static func paths(in text: some StringProtocol) -> (ofPackage: [String], ofVectors: [String]) {
        let folders = [
            "acvp-aws-lc", "acvp-boringssl", "acvp-nist", "gbt", "nist-cavp", "openssl", "pyca", "wycheproof",
        ]
        let paths = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .compactMap { $0.offset.isMultiple(of: 2) ? nil : String($0.element) }
            .filter { $0.contains(".") && !$0.contains(" ") && ($0.contains("/") || $0.hasSuffix(".md")) }
        let isOfVectors = { (path: String) in folders.contains { path.hasPrefix("\($0)/") } }
        return (paths.filter { !isOfVectors($0) }, paths.filter(isOfVectors))
    }

    @Test(arguments: documents) func `each file of the package that it names or links is there`(document: String) throws
    {
        let text = try CompliancePage(document).text
        let named = Self.paths(in: text).ofPackage.filter { !$0.hasPrefix("-") }
        #expect(named.contains { $0.hasPrefix("Sources/") })
        for path in named {
            #expect(FileManager.default.fileExists(atPath: "\(CompliancePage.root)/\(path)"), "\(path)")
        }
        for link in text.matches(of: #/\]\(([^)#]+)\)/#) {
            let path = "\(CompliancePage.root)/docs/compliance/\(link.1)"
            #expect(FileManager.default.fileExists(atPath: path), "\(link.1)")
        }
    }

    @Test(arguments: ["fips.md", "sm.md"])
    func `each algorithm with vectors is one of the coverage matrix`(document: String) throws {
        let known = Set(Coverage.clauses.flatMap(\.algorithms))
        let rows = try CompliancePage(document).rows(under: "## Algorithms")
        #expect(rows.count > 15)
        for row in rows {
            let hasVectors = !Self.paths(in: row.evidence).ofVectors.isEmpty
            #expect(!hasVectors || !row.algorithms.isEmpty, "\(row.clause)")
            #expect(row.algorithms.filter { !known.contains($0) } == [], "\(row.clause)")
            #expect(row.evidence != "–", "\(row.clause)")
        }
    }

    /// Reads every file named, and looks for a case of each algorithm that its row claims it for.
    @Test(.vectors("wycheproof"), arguments: ["fips.md", "sm.md"])
    func `each vector file has cases of its row's algorithms`(document: String) throws {
        let folder = try #require(VectorFolder.current)
        var algorithms: [String: Set<String>] = [:]
        for row in try CompliancePage(document).rows(under: "## Algorithms") {
            let names = Self.paths(in: row.evidence).ofVectors
            for name in names where algorithms[name] == nil {
                let file = SuiteFile(name: name, path: "\(folder.path)/\(name)")
                algorithms[name] = Set(
                    try file.contentsOf(file.read()).cases.flatMap { vector in
                        guard case .checks(let checks) = vector.content else { return [String]() }
                        return checks.map(\.algorithm.name)
                    })
            }
            guard !names.isEmpty else { continue }
            let found = names.reduce(into: Set<String>()) { $0.formUnion(algorithms[$1] ?? []) }
            #expect(found.isSuperset(of: row.algorithms), "\(row.clause)")
            for name in names {
                #expect(algorithms[name]?.isDisjoint(with: row.algorithms) == false, "\(row.clause): \(name)")
            }
        }
        #expect(algorithms.count > 8)
    }

    @Test func `the indicators are those that hufu fips status prints`() throws {
        let printed = try Edition.loadFIPS().module.operations.map {
            [$0.operation, $0.algorithm, $0.algorithmStanding.rawValue]
        }
        let page = try CompliancePage("fips.md").cells(under: "## Indicators").map { Array($0.prefix(3)) }
        #expect(page == printed)
    }

    @Test func `the example of the GM/T form is read, and holds`() throws {
        let example = try CompliancePage("gmt-vectors.md").block("json")
        let file = VectorFile(name: "example.json", contents: Array(example.utf8))
        let port = try Edition.smCrypto.loadVectorPort()
        let cases = try VectorFormat.cases(in: file)
        #expect(cases.map(\.id) == ["A.1", "a forgery", "abc"])
        try expectAllHold(cases, on: port)
    }

    @Test func `the form's table has every algorithm that the reader knows`() throws {
        let rows = try CompliancePage("gmt-vectors.md").cells(under: "## The form", table: 1)
        let names = rows.flatMap { $0[0].matches(of: #/`([^`]+)`/#).map { String($0.1) } }
        #expect(Set(names) == Set(GMTFile.algorithms.keys))
        for row in rows {
            let fields = Set(row[1].matches(of: #/`([^`]+)`/#).map { String($0.1) })
            for match in row[0].matches(of: #/`([^`]+)`/#) {
                #expect(fields == GMTFile.algorithms[String(match.1)]?.fields, "\(match.1)")
            }
        }
    }

    @Test func `the script turns the laboratory's record into the form, and refuses a wrong length`() throws {
        let page = try CompliancePage("gmt-vectors.md")
        let folder = try TemporaryFolder()
        try page.block("python").write(toFile: folder.path("records.py"), atomically: true, encoding: .utf8)
        let record = try page.block("text")
        let text = try convert(record, in: folder)
        let cases = try VectorFormat.cases(in: VectorFile(name: "sm4-gcm.json", contents: Array(text.output.utf8)))
        #expect(text.status == 0 && cases.map(\.id) == ["record 1"])
        try expectAllHold(cases, on: Edition.smCrypto.loadVectorPort())
        #expect(try convert(record.replacing("00000040", with: "00000041"), in: folder).status != 0)
        #expect(try convert(record.replacing("tag=", with: "IV="), in: folder).status != 0)
        #expect(try convert(record.replacing("aad=", with: "add="), in: folder).status != 0)
    }

    private func convert(_ record: String, in folder: TemporaryFolder) throws -> (status: Int32, output: String) {
        try record.write(toFile: folder.path("record"), atomically: true, encoding: .utf8)
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [folder.path("records.py"), "SM4-GCM", "RFC 8998 A.1", folder.path("record")]
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    private func expectAllHold(_ cases: [VectorCase], on port: any VectorPort) throws {
        for vector in cases {
            guard case .checks(let checks) = vector.content else {
                Issue.record("\(vector.id) is not run")
                continue
            }
            for check in checks {
                guard case .known(let question, let expectation) = check else {
                    Issue.record("\(vector.id) is no known answer")
                    continue
                }
                let implementations = port.implementations(of: question.algorithm)
                #expect(!implementations.isEmpty)
                for name in implementations {
                    let answer = Result { () throws(VectorRefusal) in try port.answer(question, by: name) }
                    switch expectation {
                    case .answer(let bytes): #expect(answer == .success(bytes), "\(vector.id) on \(name)")
                    case .refusal: #expect(answer == .failure(.refused), "\(vector.id) on \(name)")
                    default: Issue.record("\(vector.id) expects neither an answer nor a refusal")
                    }
                }
            }
        }
    }
}

/// A document of docs/compliance, its tables taken apart.
private struct CompliancePage {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    let text: String

    init(_ name: String) throws {
        text = try String(contentsOfFile: "\(Self.root)/docs/compliance/\(name)", encoding: .utf8)
    }

    struct Row {
        let clause: String
        let algorithms: [String]
        let evidence: String
    }

    /// The cells of a table below a heading, without its head.
    func cells(under heading: String, table number: Int = 0) throws -> [[String]] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0 == heading })
        let section = lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }
        let tables = section.split { !$0.hasPrefix("|") }
        let table = try #require(tables.dropFirst(number).first)
        return table.dropFirst(2).map { line in
            line.dropFirst().dropLast().components(separatedBy: " | ").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    /// The rows of a table of algorithms: clause, what it asks, source, algorithm, vectors and tests.
    func rows(under heading: String) throws -> [Row] {
        try cells(under: heading).map { cells in
            try #require(cells.count == 5, "\(cells)")
            return Row(
                clause: cells[0], algorithms: cells[3] == "–" ? [] : cells[3].components(separatedBy: ", "),
                evidence: cells[4])
        }
    }

    /// The first code block of a language.
    func block(_ language: String) throws -> String {
        let start = try #require(text.firstRange(of: "```\(language)\n")).upperBound
        let end = try #require(text[start...].firstRange(of: "```")).lowerBound
        return String(text[start..<end])
    }
}
