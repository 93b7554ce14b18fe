// SPDX-License-Identifier: Apache-2.0
import TestSupport
import VectorSuites

/// A letter or digit of a sound file, and the field that it belongs to.
struct TextPosition: Hashable {
    /// In the file's bytes.
    let offset: Int
    /// The name of the field whose value it is part of, ``name`` or ``comment``.
    let field: String

    /// What a position is of that belongs to no value: a name, a label, a heading's name.
    static let name = "(name)"
    /// A comment's text.
    static let comment = "(comment)"

    /// All positions of a text, in order.
    static func all(in text: String, of format: VectorFormat) -> [TextPosition] {
        let bytes = Array(text.utf8)
        let fields =
            switch format {
            case .wycheproof, .acvpPrompt, .gbt, .gmt: jsonFields(bytes)
            case .rsaLaboratories: labelledFields(bytes)
            case .cavpGCM, .keyWrap, .nistText, .evpTest, .botan: lineFields(bytes)
            }
        return bytes.indices.filter { isLetterOrDigit(bytes[$0]) }.map { TextPosition(offset: $0, field: fields[$0]) }
    }

    /// The text with another letter or digit here: a hexadecimal digit stays one, and each keeps its case, so that the
    /// reader has least to see.
    func flipped(_ text: String) -> String {
        var bytes = Array(text.utf8)
        bytes[offset] =
            switch bytes[offset] {
            case 0x30...0x39: bytes[offset] ^ 1
            default: ((bytes[offset] - 1) ^ 1) + 1  // a and b, c and d, … y and z
            }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }

    /// `Name = value`, `[Name = value]`, `[heading]`, `# comment`; a line without a name belongs to the name before it.
    private static func lineFields(_ bytes: [UInt8]) -> [String] {
        var (fields, last): ([String], String) = ([], "")
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let text = String(decoding: line, as: UTF8.self)
            let end = text.first == "#" || text.hasPrefix("-----") ? nil : text.firstIndex(of: "=")
            let nameCount = end.map { text[..<$0].utf8.count }
            if let end, !text.hasSuffix("=") || text.count < 60 {
                last = text[..<end].filter { $0 != " " && $0 != "[" }
            }
            let field = text.first == "#" ? comment : text.first == "[" && end == nil ? "heading" : last
            fields += line.indices.map { $0 - line.startIndex < nameCount ?? 0 ? name : field } + [name]
        }
        return fields
    }

    /// `# label`, then lines of digits, which belong to it; the key's part stands before the label.
    private static func labelledFields(_ bytes: [UInt8]) -> [String] {
        var (fields, part, label): ([String], String, String) = ([], "", "")
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let text = String(decoding: line, as: UTF8.self)
            if text.first == "#" {
                label = text.filter { !"#:".contains($0) }
                if label.hasSuffix(" key") || label.contains("Example ") { part = label.split(separator: " ")[0] + ":" }
            }
            let field = text.first == "#" ? (label.hasPrefix(" Example") ? comment : name) : part + label
            fields += line.map { _ in field } + [name]
        }
        return fields
    }

    /// Strings, numbers and words by the member that they are the value of, or an element of the value of.
    private static func jsonFields(_ bytes: [UInt8]) -> [String] {
        var fields = [String](repeating: name, count: bytes.count)
        var (member, start): (String, Int?) = ("", nil)
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "\"") {
                guard let open = start else {
                    start = index + 1
                    continue
                }
                if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: ":") {
                    member = String(decoding: bytes[open..<index], as: UTF8.self)
                    for position in open..<index { fields[position] = name }
                }
                start = nil
            } else {
                fields[index] = member
            }
        }
        return fields
    }
}
