// SPDX-License-Identifier: Apache-2.0

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

    /// What a JSON value is, if it belongs to ACVP at all.
    static func kind(of value: JSONValue) -> Kind? {
        for part in parts(of: value) {
            if let groups = part["testGroups"], case .array(let groups) = groups.content {
                guard part["algorithm"] != nil, part["schema"] == nil else { return nil }
                return groups.contains { $0["testType"] != nil } ? .prompt : .answers
            }
            if part["disposition"] != nil, part["tests"] != nil { return .validation }
            if part["algorithm"] != nil, part["revision"] != nil { return .registration }
        }
        return nil
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
