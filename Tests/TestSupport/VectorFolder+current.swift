// SPDX-License-Identifier: Apache-2.0
internal import Foundation
package import VectorSuites

extension VectorFolder {
    /// Where the tests find official vectors; nil when there are none on this machine.
    ///
    /// `HUFU_VECTORS` and nothing else where it is set; else `../shared/vectors` beside the package; else what
    /// `make fetch-vectors` unpacked.
    package static let current = VectorFolder(firstOf: candidates)

    /// The folders that are tried, in this order.
    package static var candidates: [String] {
        if let chosen = ProcessInfo.processInfo.environment["HUFU_VECTORS"] { return [chosen] }
        let package = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return [
            package.appendingPathComponent("../shared/vectors").standardizedFileURL.path,
            package.appendingPathComponent(".build/vectors").path,
        ]
    }

    /// A file of the folder in use.
    ///
    /// - Throws: ``VectorFileError`` when there is none. Tests that call this carry the trait ``Testing/Trait/vectors(_:)``.
    package static func file(_ name: String) throws(VectorFileError) -> VectorFile {
        guard let current else {
            throw VectorFileError(file: name, place: "the folder", reason: "there is none at \(candidates)")
        }
        return try current.file(name)
    }
}
