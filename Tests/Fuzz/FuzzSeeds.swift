// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import StrictJSON

@testable import VectorSuites

/// Writes what fuzzing starts from: for each target a folder of small inputs, and a dictionary of the words of its format.
///
/// The inputs are the sound files typed into the tests, and short cuts of official files where a folder of them is at
/// hand; those are made anew each time and never kept.
struct FuzzSeeds {
    let folder: String

    /// The longest seed in bytes; libFuzzer's inputs may grow to twice that.
    private static let longest = 4096

    /// - Parameter vectors: a folder of official files; nil without one.
    /// - Throws: what Foundation throws when it cannot write, and ``VectorFileError`` for a folder that cannot be listed.
    func write(vectors: String?) throws {
        var seeds: [FuzzTarget: [[UInt8]]] = [:]
        for sound in SoundFile.all {
            guard let target = FuzzTarget.allCases.first(where: { $0.format == sound.format }) else { continue }
            let text = Array(sound.text.utf8)
            guard let answers = sound.answers.map({ Array($0.utf8) }) else {
                seeds[target, default: []].append(text)
                continue
            }
            seeds[target, default: []].append(text + [0] + answers)
            seeds[.acvpAnswers, default: []].append(answers + [0] + answers)
        }
        if let vectors { try addCuts(of: vectors, to: &seeds) }
        seeds[.anyFormat] = seeds.values.flatMap(\.self).filter { !$0.contains(0) }
        seeds[.json] = seeds[.anyFormat]?.filter { $0.first == UInt8(ascii: "{") || $0.first == UInt8(ascii: "[") }
        seeds[.report] = [try report.json()]
        seeds[.hashList] = [Array((String(repeating: "0a", count: 32) + "  ./a/b.txt\n").utf8)]
        for target in FuzzTarget.allCases { try write(seeds[target] ?? [], of: target) }
    }

    private func write(_ seeds: [[UInt8]], of target: FuzzTarget) throws {
        let folder = "\(folder)/\(target.rawValue)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (index, seed) in seeds.enumerated() {
            try Data(seed).write(to: URL(fileURLWithPath: "\(folder)/\(index)"))
        }
        let words = Set(seeds.flatMap(Self.words)).sorted()
        try Data(words.map { "\"\($0)\"\n" }.joined().utf8).write(to: URL(fileURLWithPath: "\(folder).dict"))
    }

    /// Names and words: runs of letters, digits, blanks and a few signs, not of hexadecimal digits alone.
    private static func words(_ seed: [UInt8]) -> [String] {
        String(decoding: seed, as: UTF8.self)
            .split { !$0.isASCII || !($0.isLetter || $0.isNumber || " -_./()".contains($0)) }
            .map { String($0.trimmingBlanks) }
            .filter { 2...40 ~= $0.count && !$0.allSatisfy(\.isHexDigit) && $0.contains(where: \.isLetter) }
    }

    private var report: RunReport {
        let run = ImplementationRun(
            edition: .smCrypto, algorithm: "SM4-GCM", implementation: "CSM4 portable", passed: 1, failed: 1,
            skipped: ["reason": 1], failures: [CaseFailure(id: "tcId 1", line: 2, reason: "another answer")],
            seconds: 0.5)
        let file = FileReport(
            name: "gbt/sm4.json", sha256: "00", byteCount: 9, format: "GB/T JSON", error: nil, caseCount: 3,
            skipped: [:], runs: [run], seconds: 0.5)
        return RunReport(
            startedAt: "2026-01-01T00:00:00Z", seconds: 1.5, arguments: ["run"],
            module: ModuleIdentity(
                version: "1", commit: "c", operatingSystem: "o", architecture: "x86_64", processor: "p",
                processorFeatures: ["AVX2"], editions: []),
            files: [file],
            coverage: [
                CoverageRow(standard: "s", clause: "§1", algorithm: "SM4-GCM", files: ["f"], passed: 1, failed: 1)
            ])
    }
}

extension FuzzSeeds {
    /// Adds the short beginnings of all official files that are still read.
    private func addCuts(of vectors: String, to seeds: inout [FuzzTarget: [[UInt8]]]) throws {
        for file in try SuiteFolder.files(at: [vectors]) {
            guard let contents = try? file.read(), let recognised = try? VectorFormat.recognise(contents),
                case .vectors(let format, let value) = recognised,
                let target = FuzzTarget.allCases.first(where: { $0.format == format })
            else { continue }
            let cuts = value.map { [Self.pruned($0)] } ?? Self.beginnings(of: contents.contents)
            for text in cuts where text.count <= Self.longest {
                let cut = VectorFile(name: file.name, contents: text)
                if (try? VectorFormat.cases(in: cut)) != nil { seeds[target, default: []].append(text) }
            }
        }
    }

    /// The file's first paragraphs, one more each time, up to ``longest`` bytes; the last two that are short enough.
    private static func beginnings(of bytes: [UInt8]) -> [[UInt8]] {
        let lines = String(decoding: bytes.prefix(longest), as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let ends = lines.indices.filter { lines[$0].isEmpty }
        return ends.suffix(2).map { Array((lines[..<$0].joined(separator: "\n") + "\n").utf8) }
    }

    /// The JSON value with the first element alone of each array, and the number of tests that is left.
    private static func pruned(_ value: JSONValue) -> [UInt8] {
        func prune(_ value: JSONValue) -> JSONValue {
            switch value.content {
            case .array(let elements):
                let isDocument = elements.contains { $0["testGroups"] != nil }
                return JSONValue(.array((isDocument ? elements.prefix(2) : elements.prefix(1)).map(prune)))
            case .object(let members):
                return JSONValue(
                    .object(
                        members.map { member in
                            JSONValue.Member(
                                member.name,
                                member.name == "numberOfTests" ? JSONValue(.number("1")) : prune(member.value))
                        }))
            default: return value
            }
        }
        return Array(JSONWriter.text(of: prune(value)).utf8)
    }
}
