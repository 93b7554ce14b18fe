// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// A JSON object whose members are exactly those that its reader knows.
struct StrictObject {
    /// Where it stands, such as `testGroups[2].tests[0]`.
    let place: String
    private let file: VectorFile
    private let members: [String: Any]

    /// The object that is the whole file.
    ///
    /// - Throws: ``VectorFileError`` when the file is no JSON object, or a member is missing or unknown.
    init(
        file: VectorFile, required: Set<String>, optional: Set<String> = []
    ) throws(VectorFileError) {
        let value: Any
        do {
            value = try JSONSerialization.jsonObject(with: Data(file.contents))
        } catch {
            throw VectorFileError(file: file.name, place: "the file", reason: "it is not JSON")
        }
        try self.init(value, at: "the file", in: file, required: required, optional: optional)
    }

    private init(
        _ value: Any, at place: String, in file: VectorFile, required: Set<String>, optional: Set<String>
    ) throws(VectorFileError) {
        guard let members = value as? [String: Any] else {
            throw VectorFileError(file: file.name, place: place, reason: "not an object")
        }
        let names = Set(members.keys)
        if let unknown = names.subtracting(required).subtracting(optional).min() {
            throw VectorFileError(file: file.name, place: place, reason: "unknown field '\(unknown)'")
        }
        if let missing = required.subtracting(names).min() {
            throw VectorFileError(file: file.name, place: place, reason: "no field '\(missing)'")
        }
        self.place = place
        self.file = file
        self.members = members
    }

    /// The error for this object.
    func failure(_ reason: String) -> VectorFileError {
        VectorFileError(file: file.name, place: place, reason: reason)
    }

    /// Whether an optional member is there.
    func has(_ name: String) -> Bool { members[name] != nil }

    /// - Throws: ``VectorFileError`` when the member is missing or no string.
    func string(_ name: String) throws(VectorFileError) -> String { try member(name) }

    /// - Throws: ``VectorFileError`` when the member is missing or no whole number.
    func integer(_ name: String) throws(VectorFileError) -> Int { try member(name) }

    /// - Throws: ``VectorFileError`` when the member is missing or no array of strings.
    func strings(_ name: String) throws(VectorFileError) -> [String] { try member(name) }

    /// - Throws: ``VectorFileError`` when the member is missing or no object; its names, sorted.
    func names(of name: String) throws(VectorFileError) -> [String] {
        let object: [String: Any] = try member(name)
        return object.keys.sorted()
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
        let values: [Any] = try member(name)
        guard !values.isEmpty else { throw failure("'\(name)' is empty") }
        let prefix = place == "the file" ? "" : "\(place)."
        return try values.enumerated().map { (index, value) throws(VectorFileError) in
            try StrictObject(value, at: "\(prefix)\(name)[\(index)]", in: file, required: required, optional: optional)
        }
    }

    /// The object that is a member.
    ///
    /// - Throws: ``VectorFileError`` also when it has a missing or unknown member.
    func object(
        _ name: String, required: Set<String>, optional: Set<String> = []
    ) throws(VectorFileError) -> StrictObject {
        let value: Any = try member(name)
        let prefix = place == "the file" ? "" : "\(place)."
        return try StrictObject(value, at: prefix + name, in: file, required: required, optional: optional)
    }

    private func member<Value>(_ name: String) throws(VectorFileError) -> Value {
        guard let value = members[name] as? Value else { throw failure("'\(name)' is missing or of another type") }
        return value
    }
}
