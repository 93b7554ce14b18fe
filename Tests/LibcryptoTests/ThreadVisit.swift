// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation

@testable import Libcrypto

/// What two threads share while one draws random bytes in a library context and then outlives it.
///
/// The semaphores order all access: the visitor draws before `drew`, the owner lets the context go before `gone`.
final class ThreadVisit: @unchecked Sendable {
    var library: LibraryContext?
    private(set) var hasDrawn = false
    let drew = DispatchSemaphore(value: 0)
    let gone = DispatchSemaphore(value: 0)

    init(_ library: LibraryContext) { self.library = library }

    /// Draws, tells the owner, and returns when the owner says so.
    func drawAndWait() {
        draw()
        drew.signal()
        gone.wait()
    }

    private func draw() {
        var bytes = [UInt8](repeating: 0, count: 16)
        var span = bytes.mutableSpan
        hasDrawn = (try? library?.random(.visible, into: &span)) != nil
    }
}
