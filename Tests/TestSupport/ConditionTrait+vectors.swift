// SPDX-License-Identifier: Apache-2.0
package import Testing

extension Trait where Self == ConditionTrait {
    /// Runs the test only where that folder of official vectors is; else it is reported as skipped, with its name.
    package static func vectors(_ folder: String) -> Self {
        .enabled(
            if: VectorFolder.current?.contains(folder) == true,
            "no folder '\(folder)' of vectors: set HUFU_VECTORS, or run `make fetch-vectors`")
    }
}
