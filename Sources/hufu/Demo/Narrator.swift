// SPDX-License-Identifier: Apache-2.0
import Console
import Foundation

/// Tells the demonstration's story step by step, and remembers what held.
final class Narrator {
    /// One step told.
    struct Step: Encodable {
        let edition: String
        let title: String
        /// Whether everything that the step claims was found to be so.
        let holds: Bool
        /// What was seen, or why the step does not hold.
        let detail: String
        let milliseconds: Double
    }

    /// The steps so far.
    private(set) var steps: [Step] = []
    /// Whether every step held.
    var allHold: Bool { steps.allSatisfy(\.holds) }

    private let isSilent: Bool
    private let isColoured: Bool
    private var edition = ""

    /// - Parameter isSilent: whether the steps are only remembered, for a report.
    init(isSilent: Bool) {
        self.isSilent = isSilent
        isColoured = Terminal.isOutputTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }

    /// Begins the story of an edition.
    func begin(_ edition: String, _ line: String) {
        self.edition = edition
        say(painted(line, bold))
    }

    /// Begins a part of the story.
    func chapter(_ title: String) { say("\n" + painted(title, bold)) }

    /// Prints a line.
    func say(_ line: String) { if !isSilent { Terminal.print(line) } }

    /// Carries out a step and tells it.
    ///
    /// - Parameters:
    ///   - title: what the step claims.
    ///   - body: does it, checks it, and answers with a value for later steps and with what was seen.
    /// - Returns: that value.
    /// - Throws: what `body` throws; the step was told as failed then.
    func step<Value>(_ title: String, _ body: () async throws -> (Value, String)) async throws -> Value {
        let start = ContinuousClock.now
        do {
            let (value, detail) = try await body()
            tell(title, holds: true, detail: detail, after: ContinuousClock.now - start)
            return value
        } catch {
            tell(title, holds: false, detail: "\(error)", after: ContinuousClock.now - start)
            throw error
        }
    }

    /// Carries out a step that leaves nothing for later ones.
    ///
    /// - Throws: as ``step(_:_:)-(String,()->(Value,String))``.
    func step(_ title: String, _ body: () async throws -> String) async throws {
        let _: Void = try await step(title) { ((), try await body()) }
    }

    private func tell(_ title: String, holds: Bool, detail: String, after duration: Duration) {
        steps.append(
            Step(
                edition: edition, title: title, holds: holds, detail: detail,
                milliseconds: Measure.seconds(duration) * 1000))
        let mark = holds ? painted("✓", green) : painted("✗ FAILED", red)
        say("  \(mark) \(title)  \(painted(Measure.duration(duration), faint))")
        if !detail.isEmpty { say("      " + painted(detail, holds ? faint : red)) }
    }

    private var bold: Int { 1 }
    private var faint: Int { 2 }
    private var red: Int { 31 }
    private var green: Int { 32 }

    /// The text in a colour or weight of the terminal (ECMA-48 §8.3.117), where there is one.
    private func painted(_ text: String, _ rendition: Int) -> String {
        isColoured ? "\u{1B}[\(rendition)m\(text)\u{1B}[0m" : text
    }
}
