// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import VectorSuites

/// Text whose lines are the weapon.
@Suite struct HostileLineTests {
    @Test(arguments: [0, 1])
    func `a line is at most half a MiB`(excess: Int) throws {
        let name = "Msg = "
        let digits = String(repeating: "0", count: VectorFile.longestLine - name.utf8.count + excess)
        let text = "# SM3\nLen = \(digits.utf8.count * 4)\n\(name)\(digits)\nMD = 00\n"
        #expect(
            ReaderFault.refusal(of: text) == (excess == 0 ? nil : "f, line 3: a line longer than 524288 bytes"))
    }

    @Test(arguments: SoundFile.all.filter { !$0.text.hasPrefix("{") && !$0.text.hasPrefix("[\n") })
    func `a long line is refused in every text format, wherever it stands`(sound: SoundFile) {
        let long = String(repeating: "a", count: VectorFile.longestLine + 1)
        let lines = sound.text.split(separator: "\n", omittingEmptySubsequences: false)
        for index in lines.indices {
            let text = (lines[..<index] + [long[...]] + lines[index...]).joined(separator: "\n")
            #expect(ReaderFault.refusal(of: text) == "f, line \(index + 1): a line longer than 524288 bytes")
        }
    }

    @Test func `a file of one line of 64 MiB is refused`() {
        let file = VectorFile(name: "f", contents: [UInt8](repeating: UInt8(ascii: "#"), count: SuiteFile.largest))
        let error = #expect(throws: VectorFileError.self) { try VectorFormat.cases(in: file) }
        #expect(error?.description == "f, line 1: a line longer than 524288 bytes")
    }

    @Test func `carriage returns alone end no line`() {
        let text = SoundFile.sm3Text.text.replacing("\n", with: "\r")
        #expect(ReaderFault.refusal(of: text) == "f, line 1: no reader knows this text file")
    }

    /// A character of a million scalars, and bytes that steer terminals, come out cut and spelt.
    @Test func `an error does not repeat what it was given`() throws {
        let character = "e" + String(repeating: "\u{301}", count: 100_000)
        for hostile in [character, "\u{1B}]0;title\u{7}", String(repeating: "z", count: 100_000)] {
            let refusal = try #require(
                ReaderFault.refusal(of: SoundFile.sm3Text.text + hostile + " = 00\n"))
            #expect(refusal.unicodeScalars.count < 400 && refusal.hasPrefix("f, line 5: unknown field '"))
            #expect(!refusal.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
    }
}
