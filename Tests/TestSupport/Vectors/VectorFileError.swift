// SPDX-License-Identifier: Apache-2.0

/// A vector file that is not what its format promises. None of its cases may count then.
package struct VectorFileError: Error, Equatable, CustomStringConvertible {
    /// The file, relative to its folder.
    package let file: String
    /// Where in it: `line 12` in a text file, a path such as `testGroups[2].tests[0]` in JSON.
    package let place: String
    /// What is wrong there, with the name of the field, group or case.
    package let reason: String

    /// `file, place: reason`.
    package var description: String { "\(file), \(place): \(reason)" }
}
