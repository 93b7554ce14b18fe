// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import VectorSuites

/// Each letter and digit of each sound file, exchanged for another: the run on both editions fails and names the case, or
/// the reader refuses the file by its line. What escapes is listed in ``BlindSpot``, and nothing else may. `HUFU_LONG=1`
/// tries every position, and finds entries of that list that no longer hold.
@Suite struct FlippedByteTests {
    private static let isLong = ProcessInfo.processInfo.environment["HUFU_LONG"] == "1"
    /// Every so many positions one is tried.
    private static let step = isLong ? 1 : 23

    /// What came of a file.
    private enum Outcome: Equatable {
        /// A case failed and was named, or the file was refused by its line.
        case caught
        /// So many passed, once for each implementation.
        case passed(Int)
    }

    @Test(arguments: SoundFile.all) func `a flipped byte is caught`(sound: SoundFile) async throws {
        let sides = [(sound.name, sound.text)] + (sound.answers.map { [("\(sound.name) answers", $0)] } ?? [])
        let before = try await Self.outcome(sound.text, sound.answers)
        guard case .passed(let passed) = before, passed > 0 else {
            Issue.record("\(sound) itself does not pass")
            return
        }
        for (side, (name, text)) in sides.enumerated() {
            var seen: [BlindSpot.Escape: Set<String>] = [:]
            let positions = TextPosition.all(in: text, of: sound.format)
            let tried = stride(from: 0, to: positions.count, by: Self.step).map { positions[$0] }
            for position in tried {
                let flipped = position.flipped(text)
                let after =
                    try await side == 0
                    ? Self.outcome(flipped, sound.answers) : Self.outcome(sound.text, flipped)
                guard case .passed(let count) = after else { continue }
                let escape: BlindSpot.Escape = count == passed ? .passes : .isSkipped
                #expect(
                    BlindSpot.allows(escape, position.field, in: name),
                    "\(name): a flipped byte \(position.offset), in \(position.field), \(escape)")
                seen[escape, default: []].insert(position.field)
            }
            #expect(!tried.isEmpty)
            if Self.isLong {
                for spot in BlindSpot.all where spot.files.contains(name) {
                    let stale = spot.fields.filter { seen[spot.escape]?.contains($0) != true }
                    #expect(stale.isEmpty, "\(name): no longer a blind spot")
                }
            }
        }
    }

    /// An expected verdict turned into its opposite.
    @Test(arguments: [
        (SoundFile.cavpGCMRefused, "FAIL", "PT = 00000000000000000000000000000000"),
        (.keyWrapRefused, "FAIL", "P = 00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f"),
        (.keyWrapRefused, "FAIL\n", ""),
        (.evpRefused, "Result = VERIFY_ERROR\n", ""),
        (.evpRefused, "Result = CIPHERUPDATE_ERROR\n", "Plaintext = 00\n"),
        (.evpSM2, "Decrypt = example\n", "Decrypt = example\nResult = KEYOP_ERROR\n"),
        (.evpDerivations, "KDF = HKDF\n", "KDF = HKDF\nResult = KDF_DERIVE_ERROR\n"),
        (.wycheproofRefused, "\"invalid\"", "\"valid\""),
        (.wycheproofAEAD, "\"valid\"", "\"invalid\""),
        (.wycheproofMAC, "\"valid\"", "\"invalid\""),
        (.wycheproofHKDF, "\"valid\"", "\"invalid\""),
        (.wycheproofPBKDF2, "\"valid\"", "\"invalid\""),
        (.wycheproofKeyWrap, "\"valid\"", "\"invalid\""),
        (.gmtRefused, "\"invalid\"", "\"valid\""),
        (.gmt, "\"idHex\"", "\"result\": \"invalid\", \"idHex\""),
    ])
    func `an opposite verdict is caught`(sound: SoundFile, original: String, replacement: String) async throws {
        let range = try #require(sound.text.firstRange(of: original))
        let text = sound.text.replacingCharacters(in: range, with: replacement)
        #expect(try await Self.outcome(text, sound.answers) == .caught)
    }

    @Test func `an opposite verdict among answers is caught`() async throws {
        let refused = try #require(SoundFile.acvpRefused.answers)
        let granted = refused.replacing("\"testPassed\": false", with: "\"pt\": \"00000000000000000000000000000000\"")
        #expect(try await Self.outcome(SoundFile.acvpRefused.text, granted) == .caught)
        let right = try #require(SoundFile.acvpGCM.answers)
        let denied = right.replacing("\"testPassed\": true", with: "\"testPassed\": false")
        #expect(denied != right && refused != granted)
        #expect(try await Self.outcome(SoundFile.acvpGCM.text, denied) == .caught)
    }

    private static func outcome(_ text: String, _ answers: String?) async throws -> Outcome {
        let cases: [VectorCase]
        do throws(VectorFileError) {
            cases = try VectorFormat.cases(
                in: VectorFile(name: "f", contents: Array(text.utf8)),
                answers: answers.map { VectorFile(name: "g", contents: Array($0.utf8)) })
        } catch {
            #expect(["f", "g"].contains(error.file) && error.place.hasPrefix("line ") && !error.reason.isEmpty)
            return .caught
        }
        let runs = try await BothEditions.runner().run(cases).runs
        let failures = runs.flatMap(\.failures)
        #expect(
            failures.allSatisfy { failure in
                cases.contains { $0.id == failure.id && $0.line == failure.line } && !failure.reason.isEmpty
            })
        return failures.isEmpty ? .passed(runs.map(\.passed).reduce(0, +)) : .caught
    }
}
