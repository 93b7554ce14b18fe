// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import KeyManagement

/// `hufu policy explain`
struct ExplainPolicy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says whether a credential may do something, and which statement decides.",
        usage: "hufu policy explain <credential> <action> [<key>] [<options>]",
        discussion: """
            Statements are counted from 1, in the order of `hufu policy show`. Ends with 0 when it is allowed and with \
            1 when it is refused.

            Examples:
              hufu policy explain web Encrypt alias/orders
              hufu policy explain web CreateKey
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: CredentialArgument

    @Argument(help: "The API's name of the action, such as Encrypt.")
    var action: String

    @Argument(help: "The key: its ID, or alias/NAME; leave it out for actions without a key.")
    var key: String?

    func run() async throws {
        let selector = try target.selector()
        guard PolicyVocabulary.actions.contains(action) else {
            throw CommandFailure(.usage, "No action is called '\(action)'. Use the API's names, such as DescribeKey.")
        }
        let keySelector = try key.map { text in try KeySelector(text) }
        let (principals, keys, caller) = try await global.principals()
        let credential = try await principals.credential(selector, for: caller)
        let explanation = try await keys.explain(
            credential.policy, action: action, key: keySelector, for: caller)
        let verdict = Verdict(credential, action: action, key: key, explanation)
        if global.output.json { try Terminal.print(json: verdict) } else { Terminal.print(verdict.reason) }
        if !verdict.allowed { throw ExitCode(1) }
    }
}

/// What comes of a question to a policy, as `--json` shows it.
private struct Verdict: Encodable {
    /// Whether a request would be carried out.
    let allowed: Bool
    /// The deciding statement, counted from 1; 0 for none.
    let statement: Int
    /// The same in words, and what is missing.
    let reason: String

    init(_ credential: Credential, action: String, key: String?, _ explanation: PolicyExplanation) {
        let question = key.map { "\(action) with \($0)" } ?? "\(action) without a key"
        let name = credential.name.text
        let answer: String
        switch explanation.decision {
        case .allowed(let index):
            statement = index + 1
            answer = "Statement \(index + 1) of \(name) allows \(question), and none denies it."
        case .denied(let index):
            statement = index + 1
            answer = "Statement \(index + 1) of \(name) denies \(question), whatever others allow."
        case .unmatched:
            statement = 0
            answer = "No statement of \(name) allows \(question)\(Self.missing(explanation, hasKey: key != nil))."
        }
        allowed = explanation.decision.isAllowed && credential.isEnabled
        let disabled = credential.isEnabled ? "" : " The credential is disabled, so all of its requests are refused."
        reason = "\(allowed ? "allowed" : "refused"): \(answer)\(disabled)"
    }

    /// What the statements that name the action lack.
    private static func missing(_ explanation: PolicyExplanation, hasKey: Bool) -> String {
        guard !explanation.nearMisses.isEmpty else { return ": none names the action" }
        let numbers = explanation.nearMisses.map { String($0 + 1) }.joined(separator: ", ")
        let subject = explanation.nearMisses.count == 1 ? "statement \(numbers) names" : "statements \(numbers) name"
        let fault = hasKey ? "but not this key" : "but not the keys '*', which an action without a key needs"
        return ": \(subject) the action, \(fault)"
    }
}
