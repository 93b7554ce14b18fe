// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// A file as it is exchanged with a laboratory or a server: one vector set, or an array of a header and vector sets.
struct ACVPDocument: Sendable {
    /// What a file holds.
    enum Kind: Sendable {
        /// Questions; perhaps with their answers, as the server's own projection has them.
        case prompt
        /// Answers alone.
        case answers
        /// What a module can do, without any test.
        case registration
        /// What a server said of answers.
        case validation
    }

    let value: JSONValue

    /// The members of a registration, and of a server's verdict: whatever has another one is neither.
    private static let registrationNames: Set = [
        "vsId", "algorithm", "mode", "revision", "isSample", "conformances", "prereqVals", "direction", "keyLen",
        "payloadLen", "ivLen", "ivGen", "ivGenMode", "aadLen", "tagLen", "kwCipher", "macLen",
    ]
    private static let validationNames: Set = ["vsId", "disposition", "tests"]

    /// What a JSON value is, if it belongs to ACVP at all.
    static func kind(of value: JSONValue) -> Kind? {
        let parts = parts(of: value)
        let sets = parts.filter { $0["testGroups"] != nil && $0["schema"] == nil }
        if !sets.isEmpty { return sets.contains { hasTestType($0) } ? .prompt : .answers }
        let rest = parts.filter { !isHeader($0) }
        guard !rest.isEmpty else { return nil }
        if rest.allSatisfy({ has($0, all: ["algorithm", "revision"], of: registrationNames) }) { return .registration }
        if rest.allSatisfy({ has($0, all: ["disposition", "tests"], of: validationNames) }) { return .validation }
        return nil
    }

    private static func hasTestType(_ set: JSONValue) -> Bool {
        guard case .array(let groups)? = set["testGroups"]?.content else { return false }
        return groups.contains { $0["testType"] != nil }
    }

    private static func has(_ value: JSONValue, all required: [String], of known: Set<String>) -> Bool {
        guard case .object(let members) = value.content else { return false }
        let names = Set(members.map(\.name))
        return names.isSuperset(of: required) && names.isSubset(of: known)
    }

    /// An element of the array that is no vector set: a version, or where a session is found.
    private static func isHeader(_ value: JSONValue) -> Bool {
        guard case .object = value.content else { return false }
        return ["algorithm", "vsId", "testGroups", "tests"].allSatisfy { value[$0] == nil }
    }

    /// Refuses what is neither a vector set nor a header: it would go unseen.
    ///
    /// - Throws: ``VectorFileError`` with its line.
    static func requireHeadersAndSets(_ value: JSONValue, in file: VectorFile) throws(VectorFileError) {
        for part in parts(of: value) where part["testGroups"] == nil && !isHeader(part) {
            throw file.failure(line: part.line, "neither a vector set nor a header")
        }
    }

    /// The objects that may be vector sets: the value itself, or an array's elements.
    static func parts(of value: JSONValue) -> [JSONValue] {
        guard case .array(let elements) = value.content else { return [value] }
        return elements
    }

    /// The vector sets, in order.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    func vectorSets(in file: VectorFile) throws(VectorFileError) -> [ACVPVectorSet] {
        try Self.requireHeadersAndSets(value, in: file)
        let sets = try Self.parts(of: value).filter { $0["testGroups"] != nil }.map {
            (value) throws(VectorFileError) in try ACVPVectorSet(value, in: file)
        }
        guard !sets.isEmpty else { throw file.failure(line: 1, "the file has no vector set") }
        return sets
    }

    /// The same document with each vector set in the place of its prompt's, and everything else as it was.
    func replacingVectorSets(by sets: [JSONValue]) -> JSONValue {
        guard case .array(let elements) = value.content else { return sets.first ?? value }
        var rest = sets[...]
        return JSONValue(.array(elements.map { $0["testGroups"] == nil ? $0 : rest.popFirst() ?? $0 }))
    }
}
