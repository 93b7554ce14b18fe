// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A folder of its own for one test.
package struct TemporaryFolder: Sendable {
    /// Where it is.
    package let path: String

    /// Makes an empty folder, passes it to `body`, then removes it with everything in it.
    ///
    /// - Throws: what `body` throws, or what Foundation throws when there can be no folder.
    package static func with(_ body: @Sendable (TemporaryFolder) async throws -> Void) async throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("hufu-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: url) }
        try await body(TemporaryFolder(path: url.path))
    }

    /// The path of `name` in it.
    package func path(_ name: String) -> String { "\(path)/\(name)" }
}
