// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

@Suite struct MessageTests {
    @Test(arguments: Edition.allCases)
    func `a message becomes text and opens as text and as bytes`(edition: Edition) throws {
        let vault = try Vault(edition, key: "orders")
        for byteCount in [1, 5, 4096] {
            let content = sample(byteCount)
            let sealed = try vault.hufu(
                "encrypt", "--key", "alias/orders", "--context", "tenant=甲", "--message", input: content)
            #expect(sealed.status == 0 && sealed.errors.isEmpty, "\(sealed.errors)")
            #expect(sealed.text.hasPrefix("hufu.1.\(edition).") && sealed.text.hasSuffix("\n"))
            let asText = try vault.hufu("decrypt", "--context", "tenant=甲", input: sealed.output)
            #expect(asText.output == content)
            let base64 = sealed.text.dropLast().split(separator: ".").last.map(String.init) ?? ""
            var padded = base64.replacing("-", with: "+").replacing("_", with: "/")
            padded += String(repeating: "=", count: (4 - padded.count % 4) % 4)
            let box = try #require(Data(base64Encoded: padded))
            let asBytes = try vault.hufu("decrypt", "--context", "tenant=甲", input: Array(box))
            #expect(asBytes.output == content)
            #expect(try vault.hufu("decrypt", input: sealed.output).status == 65)
        }
        for byteCount in [0, 4097] {
            let run = try vault.hufu("encrypt", "--key", "alias/orders", "--message", input: sample(byteCount))
            #expect(run.status == 65 && run.output.isEmpty)
            #expect(run.errors.contains("4096"), "\(run.errors)")
        }
    }

    @Test func `a message of the other edition is refused by name`() throws {
        let (fips, smCrypto) = (try Vault(.fips, key: "orders"), try Vault(.smCrypto, key: "orders"))
        let message = try fips.hufu("encrypt", "--key", "alias/orders", "--message", input: [1])
        let file = try fips.hufu("encrypt", "--key", "alias/orders", input: [1])
        for sealed in [message, file] {
            let run = try smCrypto.hufu("decrypt", input: sealed.output)
            #expect(run.status == 65 && run.output.isEmpty)
            #expect(run.errors.contains("fips") && run.errors.contains("sm-crypto"), "\(run.errors)")
        }
    }

    @Test(arguments: Edition.allCases)
    func `re-encrypt puts a message under another key and context`(edition: Edition) throws {
        let vault = try Vault(edition, key: "orders")
        #expect(try vault.hufu("key", "create", "archive").status == 0)
        let old = try vault.hufu("encrypt", "--key", "alias/orders", "--context", "a=b", "--message", input: [7, 8])
        let new = try vault.hufu(
            "re-encrypt", "--key", "alias/archive", "--source-context", "a=b", "--context", "c=d", input: old.output)
        #expect(new.status == 0, "\(new.errors)")
        #expect(try vault.hufu("decrypt", "--context", "c=d", input: new.output).output == [7, 8])
        #expect(try vault.hufu("decrypt", "--context", "a=b", input: new.output).status == 65)
        let same = try vault.hufu("re-encrypt", "--source-context", "c=d", "--context", "c=d", input: new.output)
        #expect(same.output == new.output && same.errors.contains("unchanged"))
        let file = try vault.hufu("encrypt", "--key", "alias/orders", input: [1])
        let refused = try vault.hufu("re-encrypt", "--key", "alias/archive", input: file.output)
        #expect(refused.status == 77)
        #expect(refused.errors.contains("hufu decrypt"), "\(refused.errors)")
    }

    @Test func `with --json a file holds the message itself, and JSON tells of it`() throws {
        let vault = try Vault(.fips, key: "orders")
        let sealed = try vault.hufu(
            "encrypt", "--key", "alias/orders", "--message", "--out", "sealed", "--json", input: [7, 8])
        let text = try #require(try sealed.json()["CiphertextBlob"] as? String)
        #expect(try vault.read("sealed") == Array((text + "\n").utf8))
        let opened = try vault.json("decrypt", "sealed")
        #expect(opened["Plaintext"] as? String == Data([7, 8]).base64EncodedString())
        #expect(opened["KeyId"] as? String == (try sealed.json()["KeyId"] as? String))
        let toFile = try vault.json("decrypt", "sealed", "--out", "opened")
        #expect(toFile["Output"] as? String == "opened" && toFile["Plaintext"] == nil)
        #expect(try vault.read("opened") == [7, 8])
        #expect(try vault.json("re-encrypt", "sealed", "--out", "again")["ReEncrypted"] as? Bool == false)
        #expect(try vault.read("again") == vault.read("sealed"))
    }

    @Test(arguments: Edition.allCases)
    func `a data key is written once, to its owner alone, and opens from its sealed form`(edition: Edition) throws {
        let vault = try Vault(edition, key: "orders")
        let made = try vault.hufu("data-key", "--key", "alias/orders", "--context", "a=b", "--out", vault.path("dk"))
        #expect(made.status == 0, "\(made.errors)")
        let key = try vault.read("dk")
        #expect(key.count == edition.keyByteCount)
        let mode = try FileManager.default.attributesOfItem(atPath: vault.path("dk"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try vault.hufu("decrypt", "--context", "a=b", input: made.output).output == key)
        let again = try vault.hufu("data-key", "--key", "alias/orders", "--out", vault.path("dk"))
        #expect(again.status == 77)
        #expect(try vault.read("dk") == key)
        let piped = try vault.hufu("data-key", "--key", "alias/orders", "--bytes", "64", "--out", "-")
        #expect(piped.output.count == 64)
        #expect(try vault.hufu("decrypt", input: Array(piped.errors.utf8)).output == piped.output)
        let tooLong = try vault.hufu("data-key", "--key", "alias/orders", "--bytes", "1025", "--out", vault.path("x"))
        #expect(tooLong.status == 64)
        #expect(try vault.listing() == ["dk"])
    }

    @Test(arguments: Edition.allCases)
    func `random bytes come without a configuration`(edition: Edition) throws {
        let name = edition.rawValue
        let (first, second) = (
            try CommandRun(["random", "32", "--edition", name]), try CommandRun(["random", "32", "--edition", name])
        )
        #expect(bytes(hex: first.text).count == 32 && first.text != second.text)
        #expect(try CommandRun(["random", "1024", "--edition", name, "--raw"]).output.count == 1024)
        let base64 = try CommandRun(["random", "48", "--edition", name, "--base64"])
        #expect(Data(base64Encoded: String(base64.text.dropLast()))?.count == 48)
        let json = try CommandRun(["random", "8", "--edition", name, "--json"])
        let report = try #require(try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: String])
        #expect(report["Edition"] == name && report["Bytes"]?.count == 16)
        for count in ["0", "1025", "-1", "x"] {
            #expect(try CommandRun(["random", count, "--edition", name]).status == 64, "\(count)")
        }
    }

    @Test func `an unknown edition is refused with the names that exist`() throws {
        let run = try CommandRun(["random", "8", "--edition", "aes"])
        #expect(run.status == 64)
        #expect(run.errors.contains("fips") && run.errors.contains("sm-crypto"))
    }
}
