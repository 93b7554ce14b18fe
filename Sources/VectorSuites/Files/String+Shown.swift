// SPDX-License-Identifier: Apache-2.0

extension String {
    /// The longest text of a file that an error or a report repeats, in Unicode scalars.
    private static let longestShown = 300

    /// A file's text as errors and reports repeat it: cut to 300 scalars, with `\u{1B}` in place of what a terminal obeys
    /// or does not show (the general categories Cc, Cf, Zl and Zp; a character has any number of scalars).
    package var shown: String {
        if utf8.count <= Self.longestShown, utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return self }
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars.prefix(Self.longestShown) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                text.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            default: text.append(scalar)
            }
        }
        return String(text) + (unicodeScalars.dropFirst(Self.longestShown).isEmpty ? "" : "…")
    }
}
