// SPDX-License-Identifier: Apache-2.0

/// Reads the layout that NIST's response files share: bracketed group parameters, then cases of `Name = hex` lines that end
/// at a blank line, and `FAIL` alone where a refusal is expected.
///
/// Unknown lines and names, a name twice in one case or group, a counter that is not the next of its group, a group without
/// cases and a file without cases are refused.
struct ResponseFile {
    /// What one kind of file has.
    struct Layout {
        /// The parameters of a group, in their order; numbers.
        let groupNames: [String]
        /// The name that counts the cases of a group, such as `Count`.
        let counter: String
        /// All other names that a case may have.
        let caseNames: Set<String>
    }

    /// One case, not yet understood.
    struct Case {
        let file: VectorFile
        /// The line on which it begins.
        let line: Int
        /// Group and counter, for reports.
        let id: String
        let group: [String: Int]
        let fields: [String: String]
        /// Whether the case says `FAIL`.
        let isFailure: Bool

        /// The bytes of a field.
        ///
        /// - Throws: ``VectorFileError`` when it is missing, not hexadecimal, or not of `bitCount` bits.
        func bytes(_ name: String, bitCount: Int? = nil) throws(VectorFileError) -> [UInt8] {
            guard let text = fields[name] else { throw file.failure(line: line, "\(id): no \(name)") }
            let bytes = try file.bytes(hex: text, field: "\(id): \(name)", line: line)
            guard bitCount == nil || bytes.count * 8 == bitCount else {
                throw file.failure(line: line, "\(id): \(name) has \(bytes.count * 8) bits, not what its group says")
            }
            return bytes
        }
    }

    /// What a line of hexadecimal digits can hold at most.
    private static let mostBits = VectorFile.longestLine * 4

    private let file: VectorFile
    private let layout: Layout
    private var group: [String: Int] = [:]
    private var groupCaseCount = 0
    private var fields: [String: String] = [:]
    private var caseLine = 0
    private var cases: [Case] = []

    /// All cases of the file.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    static func cases(of file: VectorFile, _ layout: Layout) throws(VectorFileError) -> [Case] {
        var reader = ResponseFile(file: file, layout: layout)
        try file.forEachLine { (line) throws(VectorFileError) in try reader.take(line) }
        let end = file.lastLine
        try reader.endCase(line: end)
        try reader.endGroup(line: end)
        guard !reader.cases.isEmpty else { throw file.failure(line: end, "the file has no cases") }
        return reader.cases
    }

    private init(file: VectorFile, layout: Layout) {
        self.file = file
        self.layout = layout
    }

    private mutating func take(_ line: VectorFile.Line) throws(VectorFileError) {
        let text = line.text
        if text.isEmpty { return try endCase(line: line.number) }
        if text.hasPrefix("#") { return }
        if text == "FAIL" { return try set("FAIL", "", line: line.number) }
        let isGroup = text.hasPrefix("[") && text.hasSuffix("]")
        let parts = (isGroup ? text.dropFirst().dropLast() : text[...]).split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false
        ).map { String($0.trimmingBlanks) }
        guard parts.count == 2 else { throw file.failure(line: line.number, "a line that is no field") }
        if isGroup {
            try setGroup(parts[0], parts[1], line: line.number)
        } else {
            guard parts[0] == layout.counter || layout.caseNames.contains(parts[0]) else {
                throw file.failure(line: line.number, "unknown field '\(VectorFile.shownName(parts[0]))'")
            }
            try set(parts[0], parts[1], line: line.number)
        }
    }

    private mutating func set(_ name: String, _ value: String, line: Int) throws(VectorFileError) {
        guard group.count == layout.groupNames.count else {
            throw file.failure(line: line, "'\(name)' outside a group")
        }
        if fields.isEmpty { caseLine = line }
        guard fields.updateValue(value, forKey: name) == nil else {
            throw file.failure(line: line, "'\(name)' twice in one case")
        }
    }

    private mutating func setGroup(_ name: String, _ value: String, line: Int) throws(VectorFileError) {
        guard layout.groupNames.contains(name), let number = Int(value), 0...Self.mostBits ~= number else {
            throw file.failure(line: line, "unknown group parameter '\(VectorFile.shownName(name))'")
        }
        if name == layout.groupNames[0] {
            try endGroup(line: line)
            group = [:]
        }
        guard fields.isEmpty, group.updateValue(number, forKey: name) == nil else {
            throw file.failure(line: line, "'\(name)' twice in one group, or inside a case")
        }
        groupCaseCount = 0
    }

    private func endGroup(line: Int) throws(VectorFileError) {
        guard group.isEmpty || groupCaseCount > 0 else { throw file.failure(line: line, "group \(title) has no cases") }
    }

    private mutating func endCase(line: Int) throws(VectorFileError) {
        guard !fields.isEmpty else { return }
        guard let count = fields[layout.counter] else {
            throw file.failure(line: line, "the case before has no \(layout.counter)")
        }
        let id = "\(title) \(layout.counter) \(count)"
        guard count == "\(groupCaseCount)" else {
            throw file.failure(line: line, "\(id): not \(layout.counter) \(groupCaseCount), the next of its group")
        }
        cases.append(
            Case(
                file: file, line: caseLine, id: id, group: group, fields: fields, isFailure: fields["FAIL"] != nil))
        groupCaseCount += 1
        fields = [:]
    }

    /// The group's parameters in their order, such as `256/96/128/0/128`.
    private var title: String {
        layout.groupNames.map { group[$0].map(String.init) ?? "?" }.joined(separator: "/")
    }
}
