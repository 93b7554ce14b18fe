// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

/// `hufu credential …` and `hufu policy …`
struct CredentialTests {
    @Test(arguments: Edition.allCases)
    func `a credential goes through its life`(edition: Edition) throws {
        let vault = try Vault(edition)
        let made = try vault.json("credential", "create", "web", "--allow", "Encrypt,Describe*", "--keys", "alias/a-*")
        let id = try #require(made["SecretId"] as? String)
        let first = try #require(made["SecretKey"] as? String)
        #expect(id.wholeMatch(of: #/AKID[A-Za-z0-9]{32}/#) != nil)
        #expect(first.wholeMatch(of: #/[A-Za-z0-9]{32}/#) != nil)
        #expect(made["PolicyStatements"] as? Int == 1)
        #expect(try vault.json("credential", "disable", "web")["Enabled"] as? Bool == false)
        #expect(try vault.json("credential", "enable", id)["Enabled"] as? Bool == true)
        let rotated = try vault.json("credential", "rotate", id, "--keep-previous", "1h")
        #expect(rotated["SecretVersion"] as? Int == 2)
        #expect(rotated["SecretKey"] as? String != first)
        let end = try #require(rotated["PreviousValidUntil"] as? Int)
        #expect(abs(end - Int(Date().timeIntervalSince1970) - 3_600) < 60)
        let list = try vault.json("credential", "list")
        #expect(list["TotalCount"] as? Int == 1)
        #expect((list["Credentials"] as? [[String: Any]])?.first?["SecretId"] as? String == id)
        #expect(try vault.json("credential", "delete", "web")["SecretId"] as? String == id)
        #expect(try vault.json("credential", "list")["TotalCount"] as? Int == 0)
        #expect(try vault.hufu("credential", "disable", "web").status == 66)
    }

    @Test(arguments: Edition.allCases)
    func `a SecretKey is shown once, or goes to a file of its owner's`(edition: Edition) throws {
        let vault = try Vault(edition)
        let shown = try vault.hufu("credential", "create", "web", "--allow", "*", "--keys", "*")
        let line = try #require(shown.text.split(separator: "\n").first { $0.hasPrefix("SecretKey") })
        let first = try #require(line.split(separator: " ").last.map(String.init))
        #expect(first.count == 32 && shown.errors.contains("not shown again"))
        let filed = try vault.hufu("credential", "rotate", "web", "--secret-file", vault.path("web.secret"))
        #expect(filed.status == 0, "\(filed.errors)")
        let second = try vault.folder.text("web.secret")
        #expect(second.wholeMatch(of: #/[A-Za-z0-9]{32}/#) != nil && second != first)
        #expect(try vault.folder.mode(of: "web.secret") == 0o600)
        #expect(!filed.text.contains(second) && !filed.errors.contains(second))
        var said = ""
        for form in [[], ["--json"]] {
            for command in [["credential", "list"], ["credential", "disable", "web"]] {
                let run = try vault.run(command + form)
                said += run.text + run.errors
            }
        }
        for secret in [first, second] {
            #expect(!said.contains(secret))
            for name in try FileManager.default.contentsOfDirectory(atPath: vault.path("v/data")) {
                let bytes = [UInt8](try vault.folder.read("v/data/\(name)"))
                #expect(bytes.firstRange(of: Array(secret.utf8)) == nil, "\(name) holds a SecretKey")
            }
        }
    }

    @Test func `a file that is there is refused before anything is made`() throws {
        let vault = try Vault(.fips)
        try vault.write([1], to: "web.secret")
        let refused = try vault.hufu(
            "credential", "create", "web", "--allow", "*", "--keys", "*", "--secret-file", vault.path("web.secret"))
        #expect(refused.status == 77)
        #expect(try vault.read("web.secret") == [1])
        #expect(try vault.json("credential", "list")["TotalCount"] as? Int == 0)
    }

    @Test func `a policy is shown as it was set, and explained by statement`() throws {
        let vault = try Vault(.fips, key: "orders-1")
        try vault.json("key", "create", "prod-1")
        let without = try vault.hufu("credential", "create", "web")
        #expect(without.errors.contains("may do nothing yet"))
        let explain = { (arguments: String...) in try vault.run(["policy", "explain", "web"] + arguments) }
        #expect(try explain("Encrypt", "alias/orders-1").status == 1)
        let document = """
            {"statements": [
              {"effect": "allow", "actions": ["*crypt"], "keys": ["alias/orders-*"]},
              {"effect": "allow", "actions": ["CreateKey"], "keys": ["*"]},
              {"effect": "deny", "actions": ["Decrypt"], "keys": ["*"]}
            ]}
            """
        try vault.write(Array(document.utf8), to: "web.json")
        try vault.json("policy", "set", "web", "--policy", vault.path("web.json"))
        let shown = try vault.hufu("policy", "show", "web")
        try vault.write(shown.output, to: "again.json")
        try vault.json("policy", "set", "web", "--policy", vault.path("again.json"))
        #expect(try vault.hufu("policy", "show", "web").text == shown.text)
        let rows: [(arguments: [String], status: Int32, text: String)] = [
            (["Encrypt", "alias/orders-1"], 0, "allowed: Statement 1 of web allows Encrypt with alias/orders-1"),
            (["CreateKey"], 0, "Statement 2 of web allows"),
            (["Decrypt", "alias/orders-1"], 1, "Statement 3 of web denies"),
            (["Encrypt", "alias/prod-1"], 1, "statement 1 names the action, but not this key"),
            (["Encrypt"], 1, "which an action without a key needs"),
            (["RotateKey", "alias/prod-1"], 1, "none names the action"),
        ]
        for row in rows {
            let outcome = try vault.run(["policy", "explain", "web"] + row.arguments)
            #expect(outcome.status == row.status, "\(row.arguments)")
            #expect(outcome.text.contains(row.text), "\(row.arguments): \(outcome.text)")
            let json = try vault.run(["policy", "explain", "web", "--json"] + row.arguments).json()
            #expect(json["Allowed"] as? Bool == (row.status == 0))
        }
        try vault.json("credential", "disable", "web")
        let disabled = try explain("CreateKey")
        #expect(disabled.status == 1 && disabled.text.contains("is disabled"))
    }

    @Test func `each refusal has its exit code and says what to do`() throws {
        let vault = try Vault(.fips, key: "orders")
        try vault.json("credential", "create", "web")
        try vault.write(Array(#"{"statements": [{"effect": "maybe"}]}"#.utf8), to: "bad.json")
        let rows: [(arguments: [String], status: Int32, text: String)] = [
            (["credential", "create", "web"], 77, "Choose another"),
            (["credential", "create", "a b"], 64, "only letters"),
            (["credential", "create", "x", "--allow", "*"], 64, "go together"),
            (["credential", "create", "x", "--policy", "p", "--allow", "*", "--keys", "*"], 64, "excludes"),
            (["credential", "create", "x", "--policy", vault.path("bad.json")], 65, "line 1"),
            (["credential", "create", "x", "--policy", vault.path("none.json")], 66, "none.json"),
            (["credential", "create", "x", "--allow", "encrypt", "--keys", "*"], 64, "there is Encrypt"),
            (["credential", "create", "x", "--allow", "*", "--keys", "orders"], 65, "names no keys"),
            (["credential", "rotate", "web", "--keep-previous", "31d"], 64, "30 days"),
            (["credential", "rotate", "web", "--keep-previous", "1"], 64, "keep-previous"),
            (["credential", "enable", "nobody"], 66, "hufu credential list"),
            (["policy", "set", "web"], 64, "--policy"),
            (["policy", "explain", "web", "Encrpt"], 64, "DescribeKey"),
            (["policy", "explain", "web", "Encrypt", "alias/nope"], 66, "hufu key list"),
        ]
        for row in rows {
            let outcome = try vault.run(row.arguments)
            #expect(outcome.status == row.status, "\(row.arguments): \(outcome.errors)")
            #expect(outcome.errors.contains(row.text), "\(row.arguments): \(outcome.errors)")
            #expect(outcome.text.isEmpty, "\(row.arguments)")
        }
        #expect(try vault.json("credential", "list")["TotalCount"] as? Int == 1)
    }

    @Test func `the policy that the documentation shows is taken, and printed in the same form`() throws {
        let vault = try Vault(.smCrypto)
        let page = try ReadmeTests.file("docs/principals.md")
        let blocks = page.matches(of: #/```json\n([^`]*)```/#).map { String($0.1) }
        try #require(blocks.count == 1)
        try vault.write(Array(blocks[0].utf8), to: "policy.json")
        try vault.json("credential", "create", "web", "--policy", vault.path("policy.json"))
        let shown = try vault.hufu("policy", "show", "web")
        let words = { (text: String) in text.filter { !$0.isWhitespace } }
        #expect(words(shown.text) == words(blocks[0]))
    }
}
