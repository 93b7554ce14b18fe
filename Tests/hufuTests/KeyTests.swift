// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

/// `hufu key …`
struct KeyTests {
    @Test(arguments: Edition.allCases)
    func `a key goes through its life`(edition: Edition) throws {
        let vault = try Vault(edition)
        let key = try vault.json("key", "create", "orders", "--description", "web shop")
        #expect(key["KeyState"] as? String == "Enabled")
        #expect(key["Description"] as? String == "web shop")
        let id = try #require(key["KeyId"] as? String)
        func state(_ arguments: String...) throws -> String? {
            try vault.run(["key"] + arguments + ["--json"]).json()["KeyState"] as? String
        }
        #expect(try vault.hufu("key", "schedule-deletion", id, "--days", "7").status == 77)
        #expect(try state("disable", id) == "Disabled")
        #expect(try state("schedule-deletion", id, "--days", "7") == "PendingDelete")
        #expect(try state("cancel-deletion", id) == "Disabled")
        #expect(try state("enable", "alias/orders") == "Enabled")
        #expect(try state("archive", id) == "Archived")
        #expect(try state("unarchive", id) == "Enabled")
        #expect(try vault.json("key", "rename", id, "orders-2")["Alias"] as? String == "orders-2")
        #expect(try vault.json("key", "describe", id, "new")["Description"] as? String == "new")
        #expect(try vault.hufu("key", "show", "alias/orders").status == 66)
        #expect(try vault.json("key", "show", "alias/orders-2")["KeyId"] as? String == id)
    }

    @Test func `rotation now, periodically and off`() throws {
        let vault = try Vault(.smCrypto)
        try vault.json("key", "create", "orders")
        #expect(try vault.json("key", "rotate", "alias/orders")["KeyVersion"] as? Int == 2)
        let periodic = try vault.json("key", "rotate", "alias/orders", "--every", "90")
        #expect(periodic["KeyRotationEnabled"] as? Bool == true)
        #expect(periodic["RotateDays"] as? Int == 90)
        #expect(try vault.json("key", "rotate", "alias/orders", "--stop")["KeyRotationEnabled"] as? Bool == false)
        #expect(try vault.hufu("key", "rotate", "alias/orders", "--every", "6").status == 64)
        #expect(try vault.hufu("key", "rotate", "alias/orders", "--every", "9", "--stop").status == 64)
    }

    @Test(arguments: Edition.allCases)
    func `JSON holds the API's names and nothing else`(edition: Edition) throws {
        let vault = try Vault(edition)
        let names: Set<String> = [
            "KeyId", "Alias", "Description", "CreateTime", "Creator", "KeyState", "KeyUsage", "Origin", "Type",
            "Edition", "KeyVersion", "HoldsMaterial", "ValidTo", "CheckValue", "KeyRotationEnabled", "RotateDays",
            "NextRotateTime", "LastRotateTime", "DeletionDate",
        ]
        let key = try vault.json("key", "create", "partner", "--external")
        #expect(Set(key.keys) == names)
        #expect(key["Origin"] as? String == "EXTERNAL")
        #expect(key["KeyState"] as? String == "PendingImport")
        #expect(key["Type"] as? Int == (edition == .fips ? 2 : 4))
        let list = try vault.json("key", "list")
        #expect(Set(list.keys) == ["TotalCount", "KeyMetadatas"])
        #expect((list["KeyMetadatas"] as? [[String: Any]])?.map { Set($0.keys) } == [names])
    }

    @Test func `listing filters by state, origin and text`() throws {
        let vault = try Vault(.fips)
        for name in ["alpha", "beta", "gamma"] { try vault.json("key", "create", name) }
        try vault.json("key", "create", "delta", "--external")
        try vault.json("key", "disable", "alias/beta")
        func aliases(_ arguments: String...) throws -> Set<String> {
            let list = try vault.run(["key", "list", "--json"] + arguments).json()
            return Set((list["KeyMetadatas"] as? [[String: Any]] ?? []).compactMap { $0["Alias"] as? String })
        }
        #expect(try aliases() == ["alpha", "beta", "gamma", "delta"])
        #expect(try aliases("--state", "disabled") == ["beta"])
        #expect(try aliases("--state", "Disabled", "--state", "PendingImport") == ["beta", "delta"])
        #expect(try aliases("--origin", "external") == ["delta"])
        #expect(try aliases("--search", "lph") == ["alpha"])
        #expect(try vault.hufu("key", "list", "--state", "Lost").status == 64)
    }

    @Test func `each refusal has its exit code and says what to do`() throws {
        let vault = try Vault(.fips)
        try vault.json("key", "create", "orders")
        let rows: [(arguments: [String], status: Int32, text: String)] = [
            (["key", "create", "orders"], 77, "Choose another"),
            (["key", "create", "a b"], 64, "only letters"),
            (["key", "show", "orders"], 64, "alias/NAME"),
            (["key", "show", "alias/nope"], 66, "hufu key list"),
            (["key", "disable"], 64, "Usage:"),
            (["key", "frobnicate"], 64, "Usage:"),
            (["key", "cancel-deletion", "alias/orders"], 77, "no deletion is scheduled"),
            (["key", "schedule-deletion", "alias/orders", "--days", "6"], 64, "7 to 30"),
        ]
        for row in rows {
            let outcome = try vault.run(row.arguments)
            #expect(outcome.status == row.status, "\(row.arguments)")
            #expect(outcome.errors.contains(row.text), "\(row.arguments): \(outcome.errors)")
            #expect(outcome.text.isEmpty, "\(row.arguments)")
        }
    }

    @Test(arguments: Edition.allCases)
    func `an asymmetric key shows its public half, as openssl reads it`(edition: Edition) throws {
        let vault = try Vault(edition)
        let usage = edition == .fips ? "ASYMMETRIC_SIGN_VERIFY_ECC" : "ASYMMETRIC_SIGN_VERIFY_SM2"
        let key = try vault.json("key", "create", "signer", "--usage", usage)
        #expect(key["KeyUsage"] as? String == usage)
        let outcome = try vault.hufu("key", "public-key", "alias/signer")
        #expect(outcome.status == 0 && outcome.text.hasPrefix("-----BEGIN PUBLIC KEY-----\n"))
        let answer = try vault.json("key", "public-key", "alias/signer")
        #expect(answer["KeyId"] as? String == key["KeyId"] as? String)
        #expect(answer["PublicKeyPem"] as? String == outcome.text)
        let openssl = try OpenSSLCommand()
        try openssl.write(outcome.output, to: "public.pem")
        #expect(try openssl.run("pkey -pubin -in public.pem -pubcheck -noout") == 0)
        #expect(try openssl.run("pkey -pubin -in public.pem -outform DER -out public.der") == 0)
        #expect(Data(try openssl.read("public.der")).base64EncodedString() == answer["PublicKey"] as? String)
        let rows: [(arguments: [String], status: Int32, text: String)] = [
            (["key", "public-key", "alias/nope"], 66, "hufu key list"),
            (["key", "rotate", "alias/signer"], 64, usage),
            (["key", "create", "other", "--external", "--usage", usage], 64, "cannot be external"),
            (["key", "create", "other", "--usage", "SIGN"], 64, "ENCRYPT_DECRYPT"),
            (
                [
                    "key", "create", "other", "--usage",
                    edition == .fips ? "ASYMMETRIC_DECRYPT_SM2" : "ASYMMETRIC_SIGN_VERIFY_ECC",
                ], 64, "no keys of the usage"
            ),
        ]
        for row in rows {
            let refusal = try vault.run(row.arguments)
            #expect(refusal.status == row.status && refusal.errors.contains(row.text), "\(refusal.errors)")
        }
    }

    @Test func `creating an external key reminds its owner of the backup`() throws {
        let vault = try Vault(.smCrypto)
        let outcome = try vault.hufu("key", "create", "partner", "--external")
        #expect(outcome.errors.contains("only backup"))
        #expect(outcome.errors.contains("exactly 128 bits"))
    }
}
