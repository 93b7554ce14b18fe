// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import TestSupport
import Testing

/// Questions to policies, a row each: what matches, what wins, which statement decides.
@Suite struct AccessPolicyTests {
    /// The key asked about: alias `orders-eu`, tags `team=web` and `甲=乙`.
    static let target = PolicyTarget(
        id: .sample(0xAB), alias: "orders-eu", tags: [(key: "team", value: "web"), (key: "甲", value: "乙")])

    @Test(arguments: [
        ("Encrypt", "Encrypt", true), ("Encrypt", "encrypt", false), ("Encrypt", "Encrypts", false),
        ("Encrypt", "ReEncrypt", false), ("Describe*", "DescribeKey", true), ("Describe*", "Describe", true),
        ("Describe*", "describeKey", false), ("Describe*", "ReDescribe", false), ("*Encrypt", "ReEncrypt", true),
        ("*Encrypt", "Encrypt", true), ("*Encrypt", "EncryptX", false), ("*", "Encrypt", true), ("*", "", true),
        // The sign of kelvin is canonically equivalent to K.
        ("DescribeKey", "Describe\u{212A}ey", false), ("Describe*", "Describé", false),
    ])
    func `an action matches its name and one star`(pattern: String, action: String, isMatch: Bool) throws {
        #expect(try ActionPattern(pattern).matches(action) == isMatch)
    }

    @Test(arguments: [
        ("*", true, true), ("alias/*", true, false), ("alias/orders-eu", true, false), ("alias/orders-*", true, false),
        ("alias/*-eu", true, false), ("alias/o*-*u", true, false), ("alias/*ders*", true, false),
        ("alias/**", true, false), ("alias/orders-eu*", true, false), ("alias/orders", false, false),
        ("alias/Orders-eu", false, false), ("alias/orders-*eu-eu", false, false), ("alias/*us", false, false),
        ("alias/orders-eu*orders-eu", false, false), ("alias/*x*", false, false), ("alias/o*e*e*u", true, false),
        ("alias/o*e*e*e*u", false, false),
        ("00000000-0000-0000-0000-0000000000ab", true, false), ("00000000-0000-0000-0000-0000000000ac", false, false),
        ("tag/team=web", true, false), ("tag/team=*", true, false), ("tag/team=we", false, false),
        ("tag/team=we*", false, false), ("tag/team=", false, false), ("tag/tea=*", false, false),
        ("tag/甲=乙", true, false), ("tag/web=team", false, false),
    ])
    func `keys match by ID, alias and tag, what has no key by a star alone`(
        pattern: String, matchesKey: Bool, matchesNone: Bool
    ) throws {
        let pattern = try KeyPattern(pattern)
        #expect(pattern.matches(Self.target) == matchesKey)
        #expect(pattern.matches(nil) == matchesNone)
    }

    @Test func `a tag's first equals sign ends its key`() throws {
        let target = PolicyTarget(id: .sample(1), alias: "x", tags: [(key: "a", value: "b=c")])
        #expect(try KeyPattern("tag/a=b=c").matches(target))
    }

    /// A statement in short: effect, actions, keys.
    typealias Line = (effect: AccessPolicy.Effect, actions: String, keys: String)

    static let questions: [(lines: [Line], action: String?, hasKey: Bool, answer: AccessPolicy.Decision)] = [
        ([], "Encrypt", true, .unmatched),
        ([(.allow, "*", "*")], "Encrypt", true, .allowed(by: 0)),
        ([(.allow, "*", "*")], "CreateKey", false, .allowed(by: 0)),
        ([(.allow, "*", "*")], nil, true, .allowed(by: 0)),
        ([(.allow, "Encrypt", "*")], nil, true, .unmatched),
        ([(.allow, "Encrypt", "alias/orders-*")], "Decrypt", true, .unmatched),
        ([(.allow, "Decrypt", "*"), (.allow, "Encrypt", "*")], "Encrypt", true, .allowed(by: 1)),
        ([(.allow, "*", "*"), (.deny, "Encrypt", "*")], "Encrypt", true, .denied(by: 1)),
        ([(.deny, "Encrypt", "*"), (.allow, "*", "*")], "Encrypt", true, .denied(by: 0)),
        ([(.deny, "Encrypt", "*"), (.allow, "*", "*")], "Decrypt", true, .allowed(by: 1)),
        ([(.allow, "*", "*"), (.deny, "*", "alias/orders-*")], "Encrypt", true, .denied(by: 1)),
        ([(.allow, "*", "*"), (.deny, "*", "alias/prod-*")], "Encrypt", true, .allowed(by: 0)),
        ([(.allow, "*", "*"), (.deny, "*", "tag/team=web")], "Encrypt", true, .denied(by: 1)),
        ([(.allow, "*", "*"), (.deny, "*", "tag/team=web")], "CreateKey", false, .allowed(by: 0)),
        ([(.allow, "*", "alias/*")], "CreateKey", false, .unmatched),
        ([(.allow, "*", "alias/*"), (.deny, "CreateKey", "*")], "CreateKey", false, .denied(by: 1)),
        ([(.allow, "Encrypt,Decrypt", "alias/x,alias/orders-eu")], "Decrypt", true, .allowed(by: 0)),
        ([(.deny, "*", "*")], "Encrypt", true, .denied(by: 0)),
    ]

    @Test(arguments: questions.indices)
    func `denials win, nothing is allowed by default, the deciding statement is named`(row: Int) throws {
        let question = Self.questions[row]
        let policy = AccessPolicy(
            try question.lines.map { line in
                .init(
                    line.effect, actions: try line.actions.split(separator: ",").map { try ActionPattern(String($0)) },
                    keys: try line.keys.split(separator: ",").map { try KeyPattern(String($0)) })
            })
        let decision = policy.decision(on: question.action, target: question.hasKey ? Self.target : nil)
        #expect(decision == question.answer)
        if case .allowed = question.answer { #expect(decision.isAllowed) } else { #expect(!decision.isAllowed) }
    }

    @Test func `the two policies that need no document`() {
        #expect(AccessPolicy.everything.decision(on: nil, target: nil).isAllowed)
        #expect(AccessPolicy.everything.decision(on: "Encrypt", target: Self.target).isAllowed)
        #expect(!AccessPolicy.nothing.decision(on: "Encrypt", target: Self.target).isAllowed)
    }

    @Test func `names that no action has are found`() throws {
        let policy = AccessPolicy([
            .init(
                .deny, actions: try ["Encrypt", "Encrpt", "Describe*", "*"].map { try ActionPattern($0) }, keys: [.any]),
            .init(.deny, actions: try ["Encrpt", "Describes*"].map { try ActionPattern($0) }, keys: [.any]),
        ])
        #expect(PolicyVocabulary.strangers(in: policy).map(\.text) == ["Encrpt", "Describes*"])
    }
}
