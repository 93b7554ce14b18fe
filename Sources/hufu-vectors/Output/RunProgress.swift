// SPDX-License-Identifier: Apache-2.0
import Console
import Synchronization
import VectorSuites

/// One line on the terminal that says which file a run is at, and how far. At most ten updates a second.
///
/// Draws nothing unless standard error is a terminal. Safe to use from several threads.
final class RunProgress: Sendable {
    private struct State {
        var name = ""
        var number = 0
        var fraction = 0.0
        var nextUpdate = ContinuousClock.now
    }

    private let total: Int
    private let state = Mutex(State())

    /// - Parameter total: how many files there are.
    init(total: Int) { self.total = total }

    /// Says that the file of that number begins.
    func begin(_ name: String, number: Int) {
        state.withLock {
            ($0.name, $0.number, $0.fraction) = (name, number, 0)
            draw(&$0)
        }
    }

    /// Says that so much more of the file is done, 0 to 1.
    func add(_ fraction: Double) {
        state.withLock {
            $0.fraction += fraction
            draw(&$0)
        }
    }

    /// Takes the line away.
    func end() {
        if Terminal.showsProgress { Terminal.draw("\r\u{1B}[K") }
    }

    private func draw(_ state: inout State) {
        let now = ContinuousClock.now
        guard Terminal.showsProgress, now >= state.nextUpdate else { return }
        state.nextUpdate = now + .milliseconds(100)
        let width = 24
        let done = (Double(state.number - 1) + min(state.fraction, 1)) / Double(max(total, 1))
        let filled = Int(done * Double(width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled)
        Terminal.draw(
            "\r\(bar) \(Int(done * 100)) %  file \(state.number) of \(total)  \(String(state.name.suffix(40)).shown)\u{1B}[K"
        )
    }
}
