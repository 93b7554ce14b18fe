// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import Foundation
import KeyManagement

/// `hufu demo`: tells what hufu does, and checks every step of it.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows a key from birth to import, use, deletion and return, and checks every step.",
        discussion: """
            Works in a folder of its own, which is removed at the end, and needs no configuration. Without --edition it \
            plays both editions, FIPS first. Needs the openssl command, as the owner's own tool. Exits with 70 when a \
            step does not hold.

            Example:
              hufu demo --edition sm-crypto --keep
            """)

    @Option(
        help: ArgumentHelp("Plays one edition, fips or sm-crypto.", valueName: "edition"),
        completion: .list(Edition.allCases.map(\.rawValue)))
    var edition: String?

    @Option(help: ArgumentHelp("Length of the large file.", valueName: "bytes"))
    var size = 64 << 20

    @Flag(help: "Leaves the folder, to look at what was made.")
    var keep = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard size > 0 else { throw ValidationError("The file needs at least one byte: --size 1.") }
    }

    func run() async throws {
        let editions = try edition.map { [try Edition(named: $0)] } ?? Edition.allCases
        let narrator = Narrator(isSilent: output.json)
        let scratch = try ScratchFolder.make()
        defer { scratch.end(keeping: keep) }
        let start = ContinuousClock.now
        for edition in editions {
            try await play(edition, in: scratch, narrator: narrator)
        }
        try sum(narrator, editions: editions, scratch: scratch, after: ContinuousClock.now - start)
        guard narrator.allHold else { throw ExitCode(ExitStatus.internalError.rawValue) }
    }

    /// Plays one edition; a step that does not hold ends it, and the next edition has its turn.
    private func play(_ edition: Edition, in scratch: ScratchFolder, narrator: Narrator) async throws {
        let told = narrator.steps.count
        do {
            try await DemoStory(edition: edition, byteCount: size, scratch: scratch, narrator: narrator).tell()
        } catch {
            // A step told its own failure; anything else, such as an edition that does not load, is told here.
            if narrator.steps.dropFirst(told).allSatisfy(\.holds) {
                try? await narrator.step("The edition \(edition) is ready") { throw error }
            }
        }
        narrator.say("")
    }

    private func sum(
        _ narrator: Narrator, editions: [Edition], scratch: ScratchFolder, after duration: Duration
    ) throws {
        if output.json {
            return try Terminal.print(
                json: DemoReport(
                    steps: narrator.steps, allHold: narrator.allHold, seconds: Measure.seconds(duration),
                    folder: keep ? scratch.path : nil))
        }
        let failures = narrator.steps.filter { !$0.holds }.count
        let names = editions.map(\.rawValue).joined(separator: " and ")
        narrator.say(
            failures == 0
                ? "All \(narrator.steps.count) steps held, in \(names), within \(Measure.duration(duration))."
                : "FAILED: \(failures) of \(narrator.steps.count) steps did not hold. Run `hufu doctor`.")
        if keep { narrator.say("Everything is in \(scratch.path); remove it when you have looked at it.") }
        if failures == 0 { narrator.say("Your own keys next: hufu init --edition \(editions[0]) --directory ./vault") }
    }
}

/// The demonstration as JSON.
private struct DemoReport: Encodable {
    let steps: [Narrator.Step]
    let allHold: Bool
    let seconds: Double
    let folder: String?
}
