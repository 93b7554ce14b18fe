// SPDX-License-Identifier: Apache-2.0
import Testing
import VectorSuites

/// A faulty file: what is replaced in a sound one, and the refusal.
struct ReaderFault: Sendable, CustomTestStringConvertible {
    let original: String
    let replacement: String
    let refusal: String

    init(_ original: String, _ replacement: String, _ refusal: String) {
        self.original = original
        self.replacement = replacement
        self.refusal = refusal
    }

    var testDescription: String { refusal }

    /// Expects a file with the fault to be refused so; the passage must be there.
    func check(_ sound: String) throws {
        let range = try #require(sound.firstRange(of: original))
        let text = sound[..<range.lowerBound] + replacement + sound[range.upperBound...]
        #expect(ReaderFault.refusal(of: String(text)) == refusal)
    }

    /// The refusal of a file of that text; nil when it is read.
    static func refusal(of text: String) -> String? {
        do throws(VectorFileError) {
            _ = try VectorFormat.cases(in: VectorFile(name: "f", contents: Array(text.utf8)))
            return nil
        } catch {
            return "\(error)"
        }
    }
}

/// The cases of a text that must be sound.
func cases(_ text: String) throws -> [VectorCase] {
    try VectorFormat.cases(in: VectorFile(name: "f", contents: Array(text.utf8)))
}
