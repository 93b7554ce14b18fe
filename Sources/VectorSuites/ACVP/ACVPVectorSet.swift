// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// One vector set of a file: a prompt, read and understood.
struct ACVPVectorSet: Sendable {
    let algorithm: ACVPAlgorithm
    /// All members but the groups, in their order.
    let header: [JSONValue.Member]
    let groups: [Group]

    struct Group: Sendable {
        let id: Int
        let line: Int
        let tasks: [ACVPTask]
    }

    var tasks: [ACVPTask] { groups.flatMap(\.tasks) }

    /// Reads a prompt, or the server's own projection, which is a prompt with its answers.
    ///
    /// - Throws: ``VectorFileError`` with line and name, also for an algorithm that nothing here knows.
    init(_ value: JSONValue, in file: VectorFile) throws(VectorFileError) {
        let root = try StrictObject(
            value, in: file, required: ["algorithm", "revision", "testGroups"],
            optional: ["vsId", "mode", "isSample", "conformances"])
        let name = try root.string("algorithm")
        let mode = root.has("mode") ? try root.string("mode") : nil
        guard let algorithm = ACVPAlgorithm.all.first(where: { $0.name == name && $0.mode == mode }) else {
            throw root.failure("no reader for the algorithm '\(name)\(mode.map { " \($0)" } ?? "")'")
        }
        guard algorithm.revisions.contains(try root.string("revision")) else {
            throw root.failure("no reader for revision '\(try root.string("revision"))' of \(name)")
        }
        self.algorithm = algorithm
        guard case .object(let members) = value.content else { throw root.failure("not an object") }
        header = members.filter { $0.name != "testGroups" }
        groups = try root.objects(
            "testGroups", required: algorithm.groupFields.union(ACVPAlgorithm.commonGroupFields),
            optional: ACVPAlgorithm.projectionGroupFields.union(["ivGenMode"])
        ).map { (group) throws(VectorFileError) in try Self.group(group, algorithm) }
        let tasks = groups.flatMap(\.tasks)
        guard !tasks.isEmpty else { throw root.failure("the vector set has no tests") }
        guard Set(tasks.map(\.caseID)).count == tasks.count else { throw root.failure("a tcId occurs twice") }
        let longCount = tasks.count { if case .monteCarlo = $0.subject { true } else { false } }
        guard longCount <= 64 else { throw root.failure("more than 64 Monte Carlo tests, of 100,000 rounds each") }
        let ownAnswerCount = tasks.count { $0.ownAnswer != nil }
        guard ownAnswerCount == 0 || ownAnswerCount == tasks.count else {
            throw root.failure("\(ownAnswerCount) of \(tasks.count) tests have their answer: all must, or none")
        }
        guard Set(groups.map(\.id)).count == groups.count else { throw root.failure("a tgId occurs twice") }
    }

    private static func group(_ group: StrictObject, _ algorithm: ACVPAlgorithm) throws(VectorFileError) -> Group {
        let id = try group.integer("tgId")
        guard ["AFT", "MCT"].contains(try group.string("testType")) else {
            throw group.failure("unknown testType '\(try group.string("testType"))'")
        }
        let fields = try algorithm.testFields(group)
        let tests = try group.anyObjects(
            "tests", required: fields.union(["tcId"]),
            optional: algorithm.answerFields.subtracting(fields).union(ACVPAlgorithm.projectionTestFields))
        return Group(
            id: id, line: group.line,
            tasks: try tests.map { (test) throws(VectorFileError) in
                let answered =
                    algorithm.answerFields.subtracting(fields).contains(where: test.has)
                    || test.has("testPassed")
                return ACVPTask(
                    groupID: id, caseID: try test.integer("tcId"), line: test.line,
                    subject: try algorithm.subject(group, test), ownAnswer: answered ? test.value : nil)
            })
    }
}
