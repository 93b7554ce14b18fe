// SPDX-License-Identifier: Apache-2.0
import Console
import Foundation

/// One line on the terminal that says how far a file is: bytes, share, rate, time left. At most ten updates a second.
///
/// Draws nothing unless standard error is a terminal, and nothing in the first half second. Used by one thread.
final class ProgressLine {
    private let verb: String
    private let totalByteCount: UInt64?
    private let start = ContinuousClock.now
    private var nextUpdate = ContinuousClock.now + .milliseconds(500)
    private var isDrawn = false

    /// - Parameters:
    ///   - verb: what is being done, such as `Encrypting`.
    ///   - totalByteCount: the whole length in bytes, where it is known.
    init(_ verb: String, totalByteCount: UInt64?) {
        self.verb = verb
        self.totalByteCount = totalByteCount
    }

    deinit { if isDrawn { Terminal.draw("\r\u{1B}[K") } }

    /// Says that so many bytes are done.
    func update(_ byteCount: UInt64) {
        let now = ContinuousClock.now
        guard Terminal.showsProgress, now >= nextUpdate else { return }
        nextUpdate = now + .milliseconds(100)
        isDrawn = true
        Terminal.draw("\r" + ProgressLine.text(verb, byteCount, of: totalByteCount, after: now - start) + "\u{1B}[K")
    }

    /// `Encrypting  1.2 GB of 4.0 GB  30 %  640 MB/s  5 s left`.
    static func text(_ verb: String, _ byteCount: UInt64, of total: UInt64?, after elapsed: Duration) -> String {
        let rate = Double(byteCount) / max(Measure.seconds(elapsed), 0.001)
        var parts = ["\(verb)  \(Measure.bytes(byteCount))"]
        if let total, total > 0, byteCount <= total {
            parts[0] += " of \(Measure.bytes(total))"
            parts.append("\(byteCount * 100 / total) %")
        }
        parts.append("\(Measure.bytes(UInt64(rate)))/s")
        if let total, total > byteCount, rate > 0 {
            parts.append("\(Measure.duration(.seconds(Double(total - byteCount) / rate))) left")
        }
        return parts.joined(separator: "  ")
    }
}
