// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A folder of its own for one test, removed with everything in it when the last owner lets go.
package final class TemporaryFolder: Sendable {
    /// Where it is.
    package let path: String

    /// Makes an empty folder.
    ///
    /// - Throws: what Foundation throws when there can be no folder.
    package init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("hufu-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Passes a new folder to `body`, and removes it when that has ended.
    ///
    /// - Throws: what `body` throws, or what Foundation throws when there can be no folder.
    package static func with(_ body: @Sendable (TemporaryFolder) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        try await body(folder)
        withExtendedLifetime(folder) {}
    }

    /// The path of `name` in it.
    package func path(_ name: String) -> String { "\(path)/\(name)" }
}
