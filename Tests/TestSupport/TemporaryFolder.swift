// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A folder of its own for one test, gone with its owner.
package final class TemporaryFolder: Sendable {
    /// Where it is.
    package let path: String

    /// Makes an empty folder.
    ///
    /// - Throws: what Foundation throws when that cannot be.
    package init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("hufu-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of `name` in it.
    package func path(_ name: String) -> String { "\(path)/\(name)" }
}
