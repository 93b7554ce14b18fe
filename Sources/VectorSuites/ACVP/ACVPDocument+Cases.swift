// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension ACVPDocument {
    /// The cases of a prompt, judged by its answers: those in `answers`, else those in the prompt itself; else what can be
    /// inverted is.
    ///
    /// - Throws: ``VectorFileError`` with line and name, also when the answers are not the prompt's.
    static func cases(
        of value: JSONValue, in file: VectorFile, answers: ACVPAnswers?
    ) throws(VectorFileError) -> [VectorCase] {
        let sets = try ACVPDocument(value: value).vectorSets(in: file)
        if let answers, answers.sets.count != sets.count {
            throw answers.file.failure(line: 1, "not as many vector sets as \(file.name) has")
        }
        var cases: [VectorCase] = []
        for (index, set) in sets.enumerated() {
            let answered = answers?.sets[index]
            let tasks = set.tasks
            if let answers, let answered {
                if let strange = Set(answered.keys).subtracting(tasks.map(\.caseID)).min() {
                    throw answers.file.failure(
                        line: 1, "an answer to tcId \(strange), which \(file.name) does not ask")
                }
                guard answers.algorithms[index] ?? set.algorithm.name == set.algorithm.name else {
                    throw answers.file.failure(line: 1, "the answers are not to \(set.algorithm.name)")
                }
            }
            for task in tasks {
                cases.append(try vectorCase(task, answered?[task.caseID], answers, in: file))
            }
        }
        return cases
    }

    private static func vectorCase(
        _ task: ACVPTask, _ answer: JSONValue?, _ answers: ACVPAnswers?, in file: VectorFile
    ) throws(VectorFileError) -> VectorCase {
        let id = "tgId \(task.groupID) tcId \(task.caseID)"
        if let answers {
            guard let answer else { throw answers.file.failure(line: 1, "no answer to tcId \(task.caseID)") }
            return VectorCase(id: id, line: task.line, checks: [try task.check(against: answer, in: answers.file)])
        }
        if let answer = task.ownAnswer {
            return VectorCase(id: id, line: task.line, checks: [try task.check(against: answer, in: file)])
        }
        guard let check = task.inverseCheck else {
            return VectorCase(
                id: id, line: task.line,
                outside: "a prompt without its answers, and with no inverse; `hufu-vectors acvp answer` answers it")
        }
        return VectorCase(id: id, line: task.line, checks: [check])
    }
}
