// SPDX-License-Identifier: Apache-2.0

/// A vector file that is not what its format promises. None of its cases may count then.
package struct VectorFileError: Error, Equatable, CustomStringConvertible {
    /// The file, relative to its folder.
    package let file: String
    /// Where in it, such as `line 12`; in JSON with the path, such as `line 12, testGroups[2].tests[0]`.
    package let place: String
    /// What is wrong there, with the name of the field, group or case; safe to print, and of at most 300 scalars.
    package let reason: String

    /// Whether what was named is not there.
    package let isMissing: Bool

    package init(file: String, place: String, reason: String, isMissing: Bool = false) {
        self.file = file
        self.place = place
        self.reason = reason.shown
        self.isMissing = isMissing
    }

    /// `file, place: reason`.
    package var description: String { "\(file.shown), \(place): \(reason)" }
}
