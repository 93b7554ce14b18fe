// SPDX-License-Identifier: Apache-2.0

/// Reads AES-GCM response files (`.rsp`) of NIST's Cryptographic Algorithm Validation Program, both directions.
///
/// A group is five bracketed lengths in bits; a case is `Count` and its fields up to a blank line. `FAIL` stands in the
/// place of `PT` when decryption must be refused. Unknown lines, doubled or missing fields, lengths that contradict
/// the group, a `Count` that is not the next, and a file or group without cases are refused.
package struct CAVPGCMFile {
    private static let groupFields = ["Keylen", "IVlen", "PTlen", "AADlen", "Taglen"]
    private static let caseFields = ["Count", "Key", "IV", "PT", "AAD", "CT", "Tag"]

    private let file: VectorFile
    private var group: [String: Int] = [:]
    private var groupCaseCount = 0
    private var fields: [String: String] = [:]
    private var vectors: [AEADVector] = []

    /// All cases of the file.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    package static func vectors(in file: VectorFile) throws(VectorFileError) -> [AEADVector] {
        var reader = CAVPGCMFile(file: file)
        for line in file.lines { try reader.take(line) }
        let end = file.lines.count
        try reader.endCase(line: end)
        try reader.endGroup(line: end)
        guard !reader.vectors.isEmpty else { throw file.failure(line: end, "the file has no cases") }
        return reader.vectors
    }

    private init(file: VectorFile) { self.file = file }

    private mutating func take(_ line: VectorFile.Line) throws(VectorFileError) {
        let text = line.text
        if text.isEmpty { return try endCase(line: line.number) }
        if text.hasPrefix("#") { return }
        if text == "FAIL" { return try set("FAIL", "", line: line.number) }
        let inGroup = text.hasPrefix("[") && text.hasSuffix("]")
        let parts = (inGroup ? text.dropFirst().dropLast() : text[...]).split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw file.failure(line: line.number, "'\(text)' is no field") }
        let name = String(parts[0].filter { $0 != " " })
        let value = String(parts[1].filter { $0 != " " })
        if inGroup {
            try setGroup(name, value, line: line.number)
        } else {
            guard Self.caseFields.contains(name) else {
                throw file.failure(line: line.number, "unknown field '\(name)'")
            }
            try set(name, value, line: line.number)
        }
    }

    private mutating func set(_ name: String, _ value: String, line: Int) throws(VectorFileError) {
        guard group.count == Self.groupFields.count else { throw file.failure(line: line, "'\(name)' outside a group") }
        guard fields.updateValue(value, forKey: name) == nil else {
            throw file.failure(line: line, "'\(name)' twice in one case")
        }
    }

    private mutating func setGroup(_ name: String, _ value: String, line: Int) throws(VectorFileError) {
        guard Self.groupFields.contains(name), let bitCount = Int(value), bitCount.isMultiple(of: 8) else {
            throw file.failure(line: line, "unknown group parameter '\(name) = \(value)'")
        }
        if name == Self.groupFields[0] {
            try endGroup(line: line)
            group = [:]
        }
        guard fields.isEmpty, group.updateValue(bitCount, forKey: name) == nil else {
            throw file.failure(line: line, "'\(name)' twice in one group, or inside a case")
        }
        groupCaseCount = 0
    }

    private mutating func endGroup(line: Int) throws(VectorFileError) {
        guard group.isEmpty || groupCaseCount > 0 else { throw file.failure(line: line, "group \(title) has no cases") }
    }

    private mutating func endCase(line: Int) throws(VectorFileError) {
        guard !fields.isEmpty else { return }
        let isRefused = fields["FAIL"] != nil
        guard isRefused != (fields["PT"] != nil), let count = fields["Count"] else {
            throw file.failure(line: line, "the case before has no Count, or not one of PT and FAIL")
        }
        let id = "\(title) Count \(count)"
        guard count == "\(groupCaseCount)" else {
            throw file.failure(line: line, "\(id): not Count \(groupCaseCount), the next of its group")
        }
        vectors.append(
            AEADVector(
                id: id,
                key: try bytes("Key", "Keylen", id, line), nonce: try bytes("IV", "IVlen", id, line),
                context: try bytes("AAD", "AADlen", id, line),
                plaintext: isRefused ? [] : try bytes("PT", "PTlen", id, line),
                ciphertext: try bytes("CT", "PTlen", id, line), tag: try bytes("Tag", "Taglen", id, line),
                verdict: isRefused ? .invalid : .valid))
        groupCaseCount += 1
        fields = [:]
    }

    private func bytes(_ name: String, _ length: String, _ id: String, _ line: Int) throws(VectorFileError) -> [UInt8] {
        guard let text = fields[name] else { throw file.failure(line: line, "\(id): no \(name)") }
        let bytes = try file.bytes(hex: text, field: "\(id): \(name)", line: line)
        guard bytes.count * 8 == group[length] else {
            throw file.failure(line: line, "\(id): \(name) has \(bytes.count * 8) bits, not \(length)")
        }
        return bytes
    }

    /// The group's lengths, such as `256/96/128/0/128`: key, IV, PT, AAD, tag.
    private var title: String {
        Self.groupFields.map { group[$0].map(String.init) ?? "?" }.joined(separator: "/")
    }
}
