// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Compares a response with the right answers, test by test.
package struct ACVPCheck: Sendable {
    /// One test whose answer is wrong, missing or not asked for.
    package struct Difference: Sendable, Codable, Equatable {
        package let vectorSet: Int
        package let caseID: Int
        package let reason: String

        package init(vectorSet: Int, caseID: Int, reason: String) {
            self.vectorSet = vectorSet
            self.caseID = caseID
            self.reason = reason
        }
    }

    /// How many tests the right answers hold.
    package let caseCount: Int
    package let differences: [Difference]

    /// - Throws: ``VectorFileError`` when one of the files is no file of answers.
    package init(response: VectorFile, expected: VectorFile) throws(VectorFileError) {
        let (ours, right) = (try Self.answers(in: response), try Self.answers(in: expected))
        guard ours.sets.count == right.sets.count else {
            throw response.failure(line: 1, "not as many vector sets as \(expected.name) has")
        }
        for set in right.sets {
            for (id, answer) in set where !Self.hasAnswer(answer) {
                throw expected.failure(line: answer.line, "tcId \(id) has no answer to compare with")
            }
        }
        for (ours, right) in zip(ours.algorithms, right.algorithms) where ours != nil && right != nil && ours != right {
            throw response.failure(line: 1, "it answers another algorithm than \(expected.name)")
        }
        caseCount = right.sets.map(\.count).reduce(0, +)
        var differences: [Difference] = []
        for (index, (ours, right)) in zip(ours.sets, right.sets).enumerated() {
            for id in Set(ours.keys).union(right.keys).sorted() {
                guard let reason = Self.difference(ours[id], right[id]) else { continue }
                differences.append(Difference(vectorSet: index + 1, caseID: id, reason: reason))
            }
        }
        self.differences = differences
    }

    private static func hasAnswer(_ answer: JSONValue) -> Bool {
        guard case .object(let members) = answer.content else { return false }
        return members.contains { $0.name != "tcId" }
    }

    private static func answers(in file: VectorFile) throws(VectorFileError) -> ACVPAnswers {
        try ACVPAnswers(file.json(), in: file)
    }

    private static func difference(_ ours: JSONValue?, _ right: JSONValue?) -> String? {
        guard let right else { return "answered, and not asked" }
        guard let ours else { return "not answered" }
        let isRefused = [ours, right].map { answer in
            if case .boolean(false) = answer["testPassed"]?.content { true } else { false }
        }
        if isRefused[1] { return isRefused[0] ? nil : "answered, and must be refused" }
        if isRefused[0] { return "refused, and must be answered" }
        guard case .object(let members) = right.content else { return "not an object" }
        for member in members where !["tcId", "testPassed"].contains(member.name) {
            guard let value = ours[member.name], isSame(value, member.value) else {
                return "'\(member.name)' is missing or another"
            }
        }
        return nil
    }

    /// Whether two values say the same; the case of hexadecimal digits does not count.
    private static func isSame(_ one: JSONValue, _ other: JSONValue) -> Bool {
        switch (one.content, other.content) {
        case (.string(let one), .string(let other)): one.lowercased() == other.lowercased()
        case (.number(let one), .number(let other)): one == other
        case (.boolean(let one), .boolean(let other)): one == other
        case (.null, .null): true
        case (.array(let one), .array(let other)):
            one.count == other.count && zip(one, other).allSatisfy { isSame($0, $1) }
        case (.object(let members), .object(let others)):
            members.count == others.count
                && members.allSatisfy { member in other[member.name].map { isSame(member.value, $0) } ?? false }
        default: false
        }
    }
}
