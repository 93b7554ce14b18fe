// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

@Suite struct FileRoundTripTests {
    @Test(arguments: Edition.allCases)
    func `a file of any length comes back byte for byte, by name and through pipes`(edition: Edition) throws {
        let vault = try Vault(edition, key: "orders")
        let overhead = edition == .fips ? 196 : 180
        for byteCount in [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5 << 20] {
            let content = sample(byteCount)
            try vault.write(content, to: "in")
            let sealing = try vault.hufu("encrypt", "--key", "alias/orders", "--context", "a=b", vault.path("in"))
            #expect(sealing.status == 0 && sealing.output.isEmpty, "\(sealing.errors)")
            let chunkCount = max(1, (byteCount + (1 << 20) - 1) >> 20)
            // formats.md §3: header, and 28 bytes more for each chunk.
            #expect(try vault.read("in.hufu").count == overhead + byteCount + 28 * chunkCount)
            try FileManager.default.removeItem(atPath: vault.path("in"))
            let opening = try vault.hufu("decrypt", vault.path("in.hufu"), "--context", "a=b")
            #expect(opening.status == 0 && opening.output.isEmpty, "\(opening.errors)")
            #expect(try vault.read("in") == content, "\(byteCount) bytes by name")

            let sealed = try vault.hufu("encrypt", "--key", "alias/orders", input: content)
            #expect(sealed.status == 0 && sealed.errors.isEmpty, "no progress in a pipe: \(sealed.errors)")
            let opened = try vault.hufu("decrypt", "-", input: sealed.output)
            #expect(opened.status == 0 && opened.output == content, "\(byteCount) bytes through pipes")
            try FileManager.default.removeItem(atPath: vault.path("in.hufu"))
        }
        #expect(try vault.listing() == ["in"])
    }

    @Test func `--out names the output, '-' is a pipe, and the file is its owner's alone`() throws {
        let vault = try Vault(.fips, key: "orders")
        try vault.write(sample(1000), to: "in")
        let toPipe = try vault.hufu("encrypt", "--key", "alias/orders", vault.path("in"), "--out", "-")
        #expect(toPipe.status == 0)
        try vault.write(toPipe.output, to: "piped")
        #expect(try vault.hufu("decrypt", vault.path("piped"), "--out", vault.path("out")).status == 0)
        #expect(try vault.read("out") == sample(1000))
        let mode = try FileManager.default.attributesOfItem(atPath: vault.path("out"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let toDevice = try vault.hufu("decrypt", vault.path("piped"), "--out", "/dev/null", "--force")
        #expect(toDevice.status == 0)
        #expect(try CommandRun(shell: "test -c /dev/null").status == 0, "a device is written to, never replaced")
    }

    @Test(arguments: Edition.allCases)
    func `--json reports the file`(edition: Edition) throws {
        let vault = try Vault(edition, key: "orders")
        try vault.write(sample(10), to: "in")
        let run = try vault.hufu("encrypt", "--key", "alias/orders", vault.path("in"), "--json")
        let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
        #expect(report["ByteCount"] as? Int == 10)
        #expect(report["Output"] as? String == vault.path("in.hufu"))
        #expect((report["KeyId"] as? String)?.count == 36)
        #expect(run.errors.isEmpty)
        let piped = try vault.hufu("encrypt", "--key", "alias/orders", vault.path("in"), "--json", "--out", "-")
        #expect(try vault.hufu("decrypt", input: piped.output).output == sample(10), "the report is not in the file")
        let aside = try JSONSerialization.jsonObject(with: Data(piped.errors.utf8)) as? [String: Any]
        #expect(aside?["ByteCount"] as? Int == 10)
    }

    @Test func `another context does not open a file`() throws {
        let vault = try Vault(.smCrypto, key: "orders")
        try vault.write(sample(100), to: "in")
        #expect(
            try vault.hufu("encrypt", "--key", "alias/orders", "--context", "a=b", vault.path("in")).status == 0)
        for context in [[], ["--context", "a=c"], ["--context", "a=b", "--context", "c=d"]] {
            let run = try CommandRun(
                ["decrypt", vault.path("in.hufu"), "--out", vault.path("out")] + context,
                configuration: vault.configuration)
            #expect(run.status == 65)
            #expect(run.errors.contains("context"), "\(run.errors)")
        }
        #expect(try vault.hufu("decrypt", vault.path("in.hufu"), "--context", "ab").status == 64)
        #expect(try vault.listing() == ["in", "in.hufu"])
    }
}
