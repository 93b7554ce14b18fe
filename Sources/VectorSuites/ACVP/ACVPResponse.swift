// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
import StrictJSON

/// Answers a prompt with a module.
package struct ACVPResponse {
    /// Groups that the module's capability statement does not offer, as `vector set 1, tgId 3`.
    package let unregisteredGroups: [String]
    private let document: ACVPDocument
    private let sets: [ACVPVectorSet]

    /// Reads a prompt.
    ///
    /// - Parameters:
    ///   - file: the prompt.
    ///   - edition: whose capability statement says which groups are registered.
    /// - Throws: ``VectorFileError`` with line and name.
    package init(to file: VectorFile, edition: Edition) throws(VectorFileError) {
        let value = try file.json()
        guard ACVPDocument.kind(of: value) == .prompt else {
            throw file.failure(line: value.line, "this is no ACVP prompt")
        }
        document = ACVPDocument(value: value)
        sets = try document.vectorSets(in: file)
        unregisteredGroups = sets.enumerated().flatMap { index, set in
            set.groups.filter { !ACVPCapability.covers($0, of: set, in: edition) }.map {
                "vector set \(index + 1) (\(set.algorithm.name)), tgId \($0.id)"
            }
        }
    }

    /// How many tests there are.
    package var caseCount: Int { sets.map(\.tasks.count).reduce(0, +) }

    /// Answers every test.
    ///
    /// - Parameters:
    ///   - ask: the implementation under test.
    ///   - progress: called after each test.
    /// - Returns: the response as JSON text: the document with every header in its place.
    /// - Throws: ``ACVPFailure`` naming the first test that has no answer; nothing half answered is returned.
    package func text(
        _ ask: (VectorQuestion) throws(VectorRefusal) -> [UInt8], progress: () -> Void = {}
    ) throws(ACVPFailure) -> String {
        let answers = try sets.map { (set) throws(ACVPFailure) in
            JSONValue(
                .object(
                    set.header.filter { $0.name != "conformances" } + [
                        .init("testGroups", JSONValue(.array(try groups(of: set, ask, progress))))
                    ]))
        }
        return JSONWriter.text(of: document.replacingVectorSets(by: answers))
    }

    private func groups(
        of set: ACVPVectorSet, _ ask: (VectorQuestion) throws(VectorRefusal) -> [UInt8], _ progress: () -> Void
    ) throws(ACVPFailure) -> [JSONValue] {
        try set.groups.map { (group) throws(ACVPFailure) in
            let tests = try group.tasks.map { (task) throws(ACVPFailure) in
                defer { progress() }
                do throws(VectorRefusal) {
                    return JSONValue(.object([.init("tcId", .integer(task.caseID))] + (try task.answer(ask))))
                } catch {
                    throw ACVPFailure(algorithm: set.algorithm.name, caseID: task.caseID, refusal: error)
                }
            }
            return JSONValue(
                .object([.init("tgId", .integer(group.id)), .init("tests", JSONValue(.array(tests)))]))
        }
    }
}

/// A test of a prompt that the module cannot answer.
package struct ACVPFailure: Error, CustomStringConvertible {
    package let algorithm: String
    package let caseID: Int
    package let refusal: VectorRefusal

    /// Which test, and why.
    package var description: String {
        let reason =
            switch refusal {
            case .refused: "the module refuses what the test asks it to do"
            case .notOffered(let what): "not offered: \(what)"
            case .broken(let error): "\(error)"
            }
        return "\(algorithm), tcId \(caseID): \(reason)"
    }
}
