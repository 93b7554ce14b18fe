// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `hufu-vectors acvp`
struct ACVP: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acvp",
        abstract: "Answers ACVP prompts, checks responses and states what the module can do.",
        discussion: """
            The exchange with a laboratory, file by file:
              hufu-vectors acvp capabilities > capabilities.json
              hufu-vectors acvp answer prompt.json -o response.json
              hufu-vectors acvp check response.json expectedResults.json
            """,
        subcommands: [AnswerPrompt.self, CheckResponse.self, ShowCapabilities.self])
}
