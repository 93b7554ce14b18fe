// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import CryptoEngine
import Foundation
import VectorSuites

/// `hufu-vectors acvp answer`
struct AnswerPrompt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "Answers every test of a prompt with the module, and writes the response.",
        usage: "hufu-vectors acvp answer <prompt> [-o <response>] [<options>]",
        discussion: """
            Takes a bare vector set, or an array of a header and vector sets;
            headers are echoed in their place. Where the prompt leaves the IV to
            the module, the module makes it and the response holds it.

            Groups outside the capability statement (acvp capabilities) are
            refused, since the module did not register them; --beyond-capability
            answers them, too, such as those of a sample with 128-bit keys.

            Example:
              hufu-vectors acvp answer prompt.json -o response.json
            """)

    @OptionGroup var choice: ImplementationChoice

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where the response goes; - for standard output.", valueName: "file"),
        completion: .file())
    var output = "-"

    @Flag(help: "Answers groups that the module does not register, too.")
    var beyondCapability = false

    @Argument(help: ArgumentHelp("The prompt.", valueName: "prompt"), completion: .file())
    var prompt: String

    func run() async throws {
        let laboratory = try Laboratory(choice)
        let file = try SuiteFile(name: prompt, path: prompt).read()
        let response = try ACVPResponse(to: file, edition: try choice.edition.map(Edition.init(named:)) ?? .fips)
        if !beyondCapability, let first = response.unregisteredGroups.first {
            throw CommandFailure(
                .refused,
                "\(response.unregisteredGroups.count) groups are outside the capability statement, the first is \(first). "
                    + "Ask the laboratory for the registered set, or pass --beyond-capability.")
        }
        let progress = RunProgress(total: 1)
        progress.begin(prompt, number: 1)
        let text = try response.text(laboratory.answer) { progress.add(1 / Double(response.caseCount)) }
        progress.end()
        guard output != "-" else { return Terminal.print(String(text.dropLast())) }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw CommandFailure.writing(output, SystemFailure(foundation: error))
        }
        Terminal.note("\(response.caseCount) tests answered: \(output)")
    }
}

extension Laboratory {
    /// The first implementation in the run that computes the algorithm; nil when none does.
    func implementation(of algorithm: VectorAlgorithm) -> (any SuiteImplementation)? {
        ports.lazy.compactMap { selection.implementation(of: algorithm, in: $0) }.first
    }

    /// Answers by that implementation, through the laboratory's door.
    func answer(_ question: VectorQuestion) throws(VectorRefusal) -> [UInt8] {
        guard let implementation = implementation(of: question.algorithm) else {
            throw .notOffered("\(question.algorithm.name) by the editions of this run")
        }
        return try implementation.answer(question, expecting: nil)
    }
}
