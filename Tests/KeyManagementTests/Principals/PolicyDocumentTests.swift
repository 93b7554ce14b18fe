// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

/// Policy documents: what is read comes back, and everything else is refused by name and line.
@Suite struct PolicyDocumentTests {
    private static let sound = """
        {
          "statements": [
            {
              "effect": "allow",
              "actions": [
                "Encrypt",
                "Describe*"
              ],
              "keys": [
                "alias/orders-*",
                "tag/team=\\"甲\\"",
                "00000000-0000-0000-0000-0000000000ab"
              ]
            },
            {
              "effect": "deny",
              "actions": [
                "*"
              ],
              "keys": [
                "*"
              ]
            }
          ]
        }

        """

    @Test func `a document comes back as it was written`() throws {
        let policy = try AccessPolicy(document: Array(Self.sound.utf8))
        #expect(policy.statements.map(\.effect) == [.allow, .deny])
        #expect(policy.statements[0].keys.map(\.text).last == "00000000-0000-0000-0000-0000000000ab")
        #expect(policy.document == Self.sound)
        for policy in [policy, .everything, .nothing] {
            #expect(try AccessPolicy(document: Array(policy.document.utf8)) == policy)
        }
    }

    @Test(arguments: [
        ("", "ends too early", 1), ("[]", "the policy is an object, not an array", 1),
        ("{}", "the policy lacks its member 'statements'", 1),
        (#"{"statements": {}}"#, "'statements' is an array, not an object", 1),
        ("{\"statements\": [],\n \"version\": 1}", "the policy has no member 'version'", 2),
        (#"{"statements": [], "statements": []}"#, "occurs twice", 1),
        (#"{"statements": []} x"#, "behind the end", 1),
        ("{\"statements\": [\n1]}", "a statement is an object, not a number", 2),
        (#"{"statements": [{"effect": "allow", "actions": ["*"]}]}"#, "a statement lacks its member 'keys'", 1),
        (statement(#""effect": "allow", "effect": "deny", "actions": ["*"], "keys": ["*"]"#), "occurs twice", 1),
        (statement(#""effect": "allow", "actions": ["*"], "keys": ["*"], "if": {}"#), "has no member 'if'", 1),
        (statement(#""effect": "Allow", "actions": ["*"], "keys": ["*"]"#), "'allow' or 'deny', not 'Allow'", 1),
        (statement(#""effect": true, "actions": ["*"], "keys": ["*"]"#), "'effect' is a string, not a boolean", 1),
        (statement(#""effect": "deny", "actions": "*", "keys": ["*"]"#), "'actions' is an array, not a string", 1),
        (statement(#""effect": "deny", "actions": [], "keys": ["*"]"#), "'actions' is empty", 1),
        (statement(#""effect": "deny", "actions": ["*"], "keys": []"#), "'keys' is empty", 1),
        (statement(#""effect": "deny", "actions": [null], "keys": ["*"]"#), "'actions' holds strings, not null", 1),
        (statement("\"effect\": \"deny\", \"actions\": [\"A\",\n\"*A*\"], \"keys\": [\"*\"]"), "'*A*' has a '*'", 2),
        (statement(#""effect": "deny", "actions": ["Des*be"], "keys": ["*"]"#), "'*' in its middle", 1),
        (statement(#""effect": "deny", "actions": ["**"], "keys": ["*"]"#), "more than one", 1),
        (statement(#""effect": "deny", "actions": [""], "keys": ["*"]"#), "an action has 1 to 64", 1),
        (statement(#""effect": "deny", "actions": ["kms:Encrypt"], "keys": ["*"]"#), "other characters", 1),
        (statement(#""effect": "deny", "actions": ["*"], "keys": ["orders"]"#), "'orders' names no keys", 1),
        (statement(#""effect": "deny", "actions": ["*"], "keys": ["alias/"]"#), "an alias pattern has 1 to 128", 1),
        (statement(#""effect": "deny", "actions": ["*"], "keys": ["alias/a b"]"#), "no alias has", 1),
        (statement(#""effect": "deny", "actions": ["*"], "keys": ["tag/team"]"#), "not tag/KEY=VALUE", 1),
        (statement(#""effect": "deny", "actions": ["*"], "keys": ["tag/=x"]"#), "not tag/KEY=VALUE", 1),
        (
            statement(#""effect": "deny", "actions": ["*"], "keys": ["00000000-0000-0000-0000-0000000000AB"]"#),
            "names no keys", 1
        ),
    ])
    func `a document that is none is refused, naming what and where`(text: String, reason: String, line: Int) {
        let error = #expect(throws: PolicyError.self) { try AccessPolicy(document: Array(text.utf8)) }
        #expect(error?.reason.contains(reason) == true, "\(error.map(\.reason) ?? "")")
        #expect(error?.line == line)
        #expect(error?.description.contains("line \(line): ") == true)
    }

    @Test func `a document of too many statements or patterns is refused`() throws {
        func document(statementCount: Int, patternCount: Int) -> [UInt8] {
            let patterns = Array(repeating: "\"*\"", count: patternCount).joined(separator: ",")
            let statement = "{\"effect\":\"deny\",\"actions\":[\(patterns)],\"keys\":[\"*\"]}"
            let list = Array(repeating: statement, count: statementCount).joined(separator: ",")
            return Array("{\"statements\":[\(list)]}".utf8)
        }
        #expect(try AccessPolicy(document: document(statementCount: 100, patternCount: 100)).statements.count == 100)
        for (statementCount, patternCount) in [(101, 1), (1, 101)] {
            let error = #expect(throws: PolicyError.self) {
                try AccessPolicy(document: document(statementCount: statementCount, patternCount: patternCount))
            }
            #expect(error?.reason.contains("more than 100") == true)
        }
    }

    @Test func `a document that is not UTF-8 is refused`() {
        let bytes = Array(#"{"statements": [], ""#.utf8) + [0xFF] + Array(#"": 1}"#.utf8)
        #expect(throws: PolicyError.self) { try AccessPolicy(document: bytes) }
    }

    private static func statement(_ members: String) -> String { "{\"statements\": [{\(members)}]}" }
}
