// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import KeyManagement

/// A policy as a document, or as one allowing statement on the command line.
struct PolicyOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The policy: a JSON document, as docs/principals.md shows.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var policy: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Allows these actions, by comma, such as Encrypt,Describe*; with --keys.", valueName: "actions"))
    var allow: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The keys for --allow, by comma: IDs, alias/PATTERN, tag/KEY=VALUE, or *.", valueName: "keys"))
    var keys: String?

    func validate() throws {
        if policy != nil, allow != nil || keys != nil {
            throw ValidationError("--policy excludes --allow and --keys.")
        }
        if (allow == nil) != (keys == nil) { throw ValidationError("--allow and --keys go together.") }
    }

    /// The policy meant; nil when none is named.
    ///
    /// - Throws: `PolicyError`; ``CommandFailure`` when the file cannot be read, or an action is none of the API's.
    func read() throws -> AccessPolicy? {
        guard let policy = try statedPolicy() else { return nil }
        if let stranger = PolicyVocabulary.strangers(in: policy).first {
            throw CommandFailure(
                .usage,
                "No action is called '\(stranger.text)'\(Self.hint(for: stranger.text)). Nothing was changed; correct "
                    + "the policy, as a misspelt action neither allows nor denies anything.")
        }
        return policy
    }

    private func statedPolicy() throws -> AccessPolicy? {
        if let policy { return try AccessPolicy(document: InputFile(path: policy).read()) }
        guard let allow, let keys else { return nil }
        return AccessPolicy([
            .init(
                .allow, actions: try Self.parts(allow).map { text in try ActionPattern(text) },
                keys: try Self.parts(keys).map { text in try KeyPattern(text) })
        ])
    }

    private static func parts(_ list: String) -> [String] {
        list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// The action that differs in case only, if there is one.
    private static func hint(for text: String) -> String {
        let near = PolicyVocabulary.actions.first { $0.lowercased() == text.lowercased() }
        return near.map { "; there is \($0)" } ?? ""
    }
}
