// SPDX-License-Identifier: Apache-2.0
internal import Foundation
package import VectorSuites

/// A folder of official test vectors, its files named and laid out as their publishers do.
package struct VectorFolder: Sendable, Equatable {
    /// The folder itself.
    package let path: String

    /// The first of the candidates that is a folder; nil when none is.
    package init?(firstOf candidates: [String]) {
        guard let path = candidates.first(where: VectorFolder.isFolder) else { return nil }
        self.path = path
    }

    /// Whether there is a file or folder of that name, such as `gbt` or `nist-cavp/gcmDecrypt256.rsp`.
    package func contains(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(path)/\(name)")
    }

    /// Reads a file.
    ///
    /// - Throws: ``VectorFileError`` when it cannot be read.
    package func file(_ name: String) throws(VectorFileError) -> VectorFile {
        guard let contents = FileManager.default.contents(atPath: "\(path)/\(name)") else {
            throw VectorFileError(file: name, place: "the file", reason: "it cannot be read in \(path)")
        }
        return VectorFile(name: name, contents: [UInt8](contents))
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
