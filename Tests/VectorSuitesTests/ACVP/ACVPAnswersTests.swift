// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import VectorSuites

/// A prompt and its answers read together.
@Suite struct ACVPAnswersTests {
    private func refusal(prompt: String, answers: String) -> String? {
        do throws(VectorFileError) {
            _ = try VectorFormat.cases(
                in: VectorFile(name: "p", contents: Array(prompt.utf8)),
                answers: VectorFile(name: "a", contents: Array(answers.utf8)))
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        (
            "\"algorithm\": \"HMAC-SHA2-256\"", "\"algorithm\": \"HMAC-SHA2-384\"",
            "a, line 1: the answers are not to HMAC-SHA2-256"
        ),
        ("\"tcId\": 5", "\"tcId\": 6", "a, line 1: an answer to tcId 6, which p does not ask"),
        ("\"mac\"", "\"ct\"", "a, line 9: the answer has no 'mac'"),
        ("\"mac\"", "\"mack\"", "a, line 9, testGroups[0].tests[0]: unknown field 'mack'"),
    ])
    func `answers to something else are refused`(original: String, replacement: String, reason: String) throws {
        let sound = SoundFile.acvpHMAC
        let answers = try #require(sound.answers)
        #expect(refusal(prompt: sound.text, answers: answers) == nil)
        #expect(answers.contains(original))
        #expect(refusal(prompt: sound.text, answers: answers.replacing(original, with: replacement)) == reason)
    }

    @Test func `where a nonce comes from is one of two`() {
        for origin in ["fxternal", "Internal", ""] {
            let prompt = SoundFile.acvpGCM.text.replacing("\"external\"", with: "\"\(origin)\"")
            #expect(
                refusal(prompt: prompt, answers: SoundFile.acvpGCM.answers ?? "")?.hasSuffix(
                    "unknown ivGen '\(origin)'") == true)
        }
    }

    /// Comparing each answer with each question would take minutes here, and days for a file of the largest size.
    @Test(.timeLimit(.minutes(1))) func `time grows with the number of tests, not with its square`() throws {
        let ids = 1...20_000
        let tests = ids.map { "{\"tcId\": \($0), \"key\": \"00\", \"msg\": \"\"}" }.joined(separator: ",")
        let macs = ids.map { "{\"tcId\": \($0), \"mac\": \"00000000\"}" }.joined(separator: ",")
        let head = "{\"algorithm\": \"HMAC-SHA2-256\", \"revision\": \"1.0\", \"testGroups\": [{\"tgId\": 1, "
        let prompt =
            head + "\"testType\": \"AFT\", \"keyLen\": 8, \"msgLen\": 0, \"macLen\": 32, \"tests\": [\(tests)]}]}"
        let cases = try VectorFormat.cases(
            in: VectorFile(name: "p", contents: Array(prompt.utf8)),
            answers: VectorFile(name: "a", contents: Array((head + "\"tests\": [\(macs)]}]}").utf8)))
        #expect(cases.count == ids.count)
    }
}
