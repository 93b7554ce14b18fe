// SPDX-License-Identifier: Apache-2.0

/// Who watches a file being sealed or opened; asked and told once per chunk, on the thread that works.
package struct StreamObserver {
    /// Told how many bytes of plaintext are done.
    let progress: (UInt64) -> Void
    /// Asked before each chunk; true ends the work.
    let isCancelled: () -> Bool

    package init(progress: @escaping (UInt64) -> Void = { _ in }, isCancelled: @escaping () -> Bool = { false }) {
        self.progress = progress
        self.isCancelled = isCancelled
    }
}
