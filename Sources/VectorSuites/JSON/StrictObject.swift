// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// A JSON object whose members are exactly those that its reader knows.
struct StrictObject {
    /// Where it stands: its line, and a path such as `testGroups[2].tests[0]`.
    let place: String
    /// The line on which it begins.
    var line: Int { value.line }
    /// The object itself.
    let value: JSONValue
    private let path: String
    private let file: VectorFile
    private let members: [String: JSONValue]

    /// An object of a file.
    ///
    /// - Parameters:
    ///   - value: the object.
    ///   - path: where it stands; empty for the object that is the whole file.
    ///   - file: whose name errors give.
    ///   - required: the members that must be there.
    ///   - optional: those that may be.
    /// - Throws: ``VectorFileError`` when the value is no object, or a member is missing or unknown.
    init(
        _ value: JSONValue, at path: String = "", in file: VectorFile, required: Set<String>, optional: Set<String> = []
    ) throws(VectorFileError) {
        self.value = value
        place = "line \(value.line)" + (path.isEmpty ? "" : ", \(path)")
        guard case .object(let list) = value.content else {
            throw VectorFileError(file: file.name, place: place, reason: "not an object")
        }
        let names = Set(list.map(\.name))
        if let unknown = names.subtracting(required).subtracting(optional).min() {
            throw VectorFileError(file: file.name, place: place, reason: "unknown field '\(unknown)'")
        }
        if let missing = required.subtracting(names).min() {
            throw VectorFileError(file: file.name, place: place, reason: "no field '\(missing)'")
        }
        self.path = path
        self.file = file
        members = Dictionary(uniqueKeysWithValues: list.map { ($0.name, $0.value) })
    }

    /// The error for this object.
    func failure(_ reason: String) -> VectorFileError {
        VectorFileError(file: file.name, place: place, reason: reason)
    }

    /// Whether an optional member is there.
    func has(_ name: String) -> Bool { members[name] != nil }

    /// - Throws: ``VectorFileError`` when the member is missing or no string.
    func string(_ name: String) throws(VectorFileError) -> String {
        guard case .string(let text) = try member(name).content else { throw failure("'\(name)' is no string") }
        return text
    }

    /// - Throws: ``VectorFileError`` when the member is missing or no whole number that is not negative.
    func integer(_ name: String) throws(VectorFileError) -> Int {
        guard case .number(let digits) = try member(name).content, let number = Int(digits), number >= 0 else {
            throw failure("'\(name)' is no whole number")
        }
        return number
    }

    /// - Throws: ``VectorFileError`` when the member is missing or no array of strings.
    func strings(_ name: String) throws(VectorFileError) -> [String] {
        try values(name).map { (value) throws(VectorFileError) in
            guard case .string(let text) = value.content else { throw failure("'\(name)' holds no strings") }
            return text
        }
    }

    /// - Throws: ``VectorFileError`` when the member is missing or no object; its names, sorted.
    func names(of name: String) throws(VectorFileError) -> [String] {
        guard case .object(let members) = try member(name).content else { throw failure("'\(name)' is no object") }
        return members.map(\.name).sorted()
    }

    /// - Throws: ``VectorFileError`` when the member is missing or does not spell bytes.
    func bytes(_ name: String) throws(VectorFileError) -> [UInt8] {
        guard let bytes = [UInt8](hexText: try string(name)) else { throw failure("'\(name)' is not hexadecimal") }
        return bytes
    }

    /// The objects of a member that is an array, which may not be empty.
    ///
    /// - Throws: ``VectorFileError`` also when one of them has a missing or unknown member.
    func objects(
        _ name: String, required: Set<String>, optional: Set<String> = []
    ) throws(VectorFileError) -> [StrictObject] {
        let objects = try anyObjects(name, required: required, optional: optional)
        guard !objects.isEmpty else { throw failure("'\(name)' is empty") }
        return objects
    }

    /// The same, where the array may be empty, or null in its place.
    func anyObjects(
        _ name: String, required: Set<String>, optional: Set<String> = []
    ) throws(VectorFileError) -> [StrictObject] {
        if case .null = try member(name).content { return [] }
        return try values(name).enumerated().map { (index, value) throws(VectorFileError) in
            try StrictObject(
                value, at: "\(inner(name))[\(index)]", in: file, required: required, optional: optional)
        }
    }

    /// The object that is a member.
    ///
    /// - Throws: ``VectorFileError`` also when it has a missing or unknown member.
    func object(
        _ name: String, required: Set<String>, optional: Set<String> = []
    ) throws(VectorFileError) -> StrictObject {
        try StrictObject(try member(name), at: inner(name), in: file, required: required, optional: optional)
    }

    private func inner(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private func values(_ name: String) throws(VectorFileError) -> [JSONValue] {
        guard case .array(let values) = try member(name).content else { throw failure("'\(name)' is no array") }
        return values
    }

    private func member(_ name: String) throws(VectorFileError) -> JSONValue {
        guard let value = members[name] else { throw failure("no field '\(name)'") }
        return value
    }
}
