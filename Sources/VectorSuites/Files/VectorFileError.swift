// SPDX-License-Identifier: Apache-2.0

/// A vector file that is not what its format promises. None of its cases may count then.
package struct VectorFileError: Error, Equatable, CustomStringConvertible {
    /// The file, relative to its folder.
    package let file: String
    /// Where in it, such as `line 12`; in JSON with the path, such as `line 12, testGroups[2].tests[0]`.
    package let place: String
    /// What is wrong there, with the name of the field, group or case.
    package let reason: String

    /// The longest text of a file that an error repeats, in characters.
    private static let longestReason = 300

    package init(file: String, place: String, reason: String) {
        self.file = file
        self.place = place
        self.reason = reason.count <= Self.longestReason ? reason : reason.prefix(Self.longestReason) + "…"
    }

    /// `file, place: reason`.
    package var description: String { "\(file), \(place): \(reason)" }
}
