// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Answers to vector sets: those of a module, or the right ones (`expectedResults`).
struct ACVPAnswers: Sendable {
    let file: VectorFile
    /// For each vector set in the file's order: each test's object by `tcId`.
    let sets: [[Int: JSONValue]]
    /// Of each vector set the algorithm that it names, if it does.
    let algorithms: [String?]

    /// Reads a file of answers.
    ///
    /// - Throws: ``VectorFileError`` with line and name, also for a `tcId` that occurs twice in a set.
    init(_ value: JSONValue, in file: VectorFile) throws(VectorFileError) {
        self.file = file
        try ACVPDocument.requireHeadersAndSets(value, in: file)
        let values = ACVPDocument.parts(of: value).filter { $0["testGroups"] != nil }
        sets = try values.map { (value) throws(VectorFileError) in try Self.answers(of: value, in: file) }
        algorithms = values.map { value in
            if case .string(let name)? = value["algorithm"]?.content { name } else { nil }
        }
        guard !sets.isEmpty else { throw file.failure(line: 1, "the file has no vector set") }
    }

    private static func answers(of value: JSONValue, in file: VectorFile) throws(VectorFileError) -> [Int: JSONValue] {
        let root = try StrictObject(
            value, in: file, required: ["testGroups"],
            optional: ["vsId", "algorithm", "mode", "revision", "isSample", "showExpected"])
        var answers: [Int: JSONValue] = [:]
        for group in try root.objects("testGroups", required: ["tgId", "tests"], optional: ["modulo", "testType"]) {
            for test in try group.anyObjects(
                "tests", required: ["tcId"],
                optional: ["testPassed", "pt", "ct", "tag", "iv", "mac", "resultsArray"])
            {
                if case .boolean(false)? = test.value["testPassed"]?.content, test.has("pt") {
                    throw test.failure("a plaintext beside 'testPassed' false")
                }
                guard answers.updateValue(test.value, forKey: try test.integer("tcId")) == nil else {
                    throw test.failure("a tcId occurs twice")
                }
            }
        }
        return answers
    }
}
