// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import VectorSuites

/// Files of every format, spoilt at random: each gives cases, or an error that says where; nothing ends the process, also
/// when what is still read is run, and no error repeats more than a part of the file. `HUFU_LONG=1` tries 10,000 of each
/// format.
@Suite struct MutatedFileTests {
    private static let isLong = ProcessInfo.processInfo.environment["HUFU_LONG"] == "1"
    private static let count = isLong ? 10_000 : 300
    /// 300 scalars, each perhaps written as `\u{10FFFF}`, and the reader's own words.
    private static let longestText = 3001

    /// What came of some files.
    private struct Tally {
        var (read, refused) = (0, 0)
        var reasons: Set<String> = []

        /// Reads one file, whatever it is.
        mutating func take(_ read: () throws(VectorFileError) -> Int) {
            do throws(VectorFileError) {
                #expect(try read() > 0)
                self.read += 1
            } catch {
                #expect(error.place.hasPrefix("line ") && !error.reason.isEmpty)
                #expect(error.reason.unicodeScalars.count <= MutatedFileTests.longestText)
                refused += 1
                reasons.insert(error.reason)
            }
        }
    }

    @Test(arguments: VectorFormat.allCases)
    func `a spoilt file gives cases or an error`(format: VectorFormat) async throws {
        let sounds = SoundFile.all.filter { $0.format == format }
        try #require(!sounds.isEmpty)
        var mutator = FileMutator(seed: 0x6D75_7461_7465)
        var tally = Tally()
        for index in 0..<Self.count {
            let sound = sounds[index % sounds.count]
            let file = VectorFile(name: sound.name, contents: mutator.mutation(of: Array(sound.text.utf8)))
            let answers = sound.answers.map { text in
                VectorFile(
                    name: "answers",
                    contents: index.isMultiple(of: 3) ? mutator.mutation(of: Array(text.utf8)) : Array(text.utf8))
            }
            var cases: [VectorCase] = []
            tally.take { () throws(VectorFileError) in
                cases = try VectorFormat.cases(in: file, answers: answers)
                return cases.count
            }
            let (runs, skipped) = try await BothEditions.runner().run(cases)
            #expect(cases.isEmpty == (runs.isEmpty && skipped.isEmpty))
        }
        #expect(tally.read + tally.refused == Self.count)
        // A reader that takes everything, or nothing, is not the one that was meant.
        #expect(tally.read > 0 && tally.refused > Self.count / 2 && tally.reasons.count >= 10)
    }

    /// A file cut behind every byte, and behind every line: most often where strings, blocks and cases are open.
    @Test(arguments: SoundFile.all)
    func `a file that ends too early gives cases or an error`(sound: SoundFile) throws {
        let bytes = Array(sound.text.utf8)
        let ends = bytes.indices.filter {
            Self.isLong || $0.isMultiple(of: 7) || bytes[$0] == UInt8(ascii: "\n")
        }
        var tally = Tally()
        for end in ends {
            let file = VectorFile(name: sound.name, contents: Array(bytes[..<end]))
            tally.take { () throws(VectorFileError) in
                try VectorFormat.cases(
                    in: file,
                    answers: sound.answers.map { text in
                        VectorFile(name: "answers", contents: Array(text.utf8))
                    }
                ).count
            }
        }
        #expect(tally.read + tally.refused == ends.count && tally.refused > 0)
    }

    @Test func `spoilt answers differ or are refused`() throws {
        let sound = Array(try #require(SoundFile.acvpGCM.answers).utf8)
        let right = VectorFile(name: "expected", contents: sound)
        var mutator = FileMutator(seed: 0x616E_7377)
        var tally = Tally()
        for _ in 0..<Self.count {
            let file = VectorFile(name: "response", contents: mutator.mutation(of: sound))
            tally.take { () throws(VectorFileError) in try ACVPCheck(response: file, expected: right).caseCount }
        }
        #expect(tally.read + tally.refused == Self.count && tally.refused > Self.count / 4)
    }

    @Test func `a spoilt list of hashes is read or refused`() {
        let hash = String(repeating: "0a", count: 32)
        let sound = Array((0..<9).map { "\(hash)  ./folder/file\($0).txt\n" }.joined().utf8)
        var mutator = FileMutator(seed: 0x6861_7368)
        var tally = Tally()
        for _ in 0..<Self.count {
            let file = VectorFile(name: "SHA256SUMS", contents: mutator.mutation(of: sound))
            tally.take { () throws(VectorFileError) in try HashList.hashes(of: file).count + 1 }
        }
        #expect(tally.read + tally.refused == Self.count && tally.refused > Self.count / 4)
    }

    @Test func `a spoilt report is refused`() throws {
        let sound = try SampleReport.failing().json()
        var mutator = FileMutator(seed: 0x7265_706F)
        var (count, refused) = (0, 0)
        for _ in 0..<Self.count {
            let bytes = mutator.mutation(of: sound)
            do throws(RunReport.ReadingError) {
                let report = try RunReport(json: bytes)
                #expect(try report.json() == bytes)
            } catch {
                #expect(error.description.unicodeScalars.count <= Self.longestText + 200)
                refused += 1
            }
            count += 1
        }
        #expect(count == Self.count && refused > Self.count / 2)
    }
}
