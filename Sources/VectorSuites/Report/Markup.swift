// SPDX-License-Identifier: Apache-2.0

/// HTML in the making. What is interpolated as a string is text and gets escaped; only markup goes in as markup.
///
/// So no string from a file can become an element, an attribute or a style: there is no way to pass one unescaped.
struct Markup: ExpressibleByStringInterpolation, Equatable {
    /// The HTML itself.
    private(set) var source: String

    init(stringLiteral literal: String) { source = literal }

    init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

    /// Text, escaped for elements and quoted attributes.
    init(text: String) { source = Markup.escape(text) }

    /// One after another, each on a line of its own.
    init(lines: [Markup]) { source = lines.map(\.source).joined(separator: "\n") }

    static let empty: Markup = ""

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var source = ""

        init(literalCapacity: Int, interpolationCount: Int) { source.reserveCapacity(literalCapacity * 2) }

        mutating func appendLiteral(_ literal: String) { source += literal }
        mutating func appendInterpolation(_ text: String) { source += Markup.escape(text) }
        mutating func appendInterpolation(_ number: Int) { source += String(number) }
        mutating func appendInterpolation(_ markup: Markup) { source += markup.source }
        mutating func appendInterpolation(_ lines: [Markup]) { source += Markup(lines: lines).source }
    }

    /// References for the five characters of markup. Characters that would hide, reorder or end what is read become
    /// visible: U+202E is shown as `⟨202E⟩`.
    private static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case let scalar where isInvisible(scalar): escaped += "⟨\(code(of: scalar))⟩"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Controls, formatting characters such as the bidirectional ones, line and paragraph separators, noncharacters.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: true
        default: false
        }
    }

    private static func code(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
