// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

@Suite struct FileFailureTests {
    @Test(arguments: Edition.allCases)
    func `a damaged file is refused and leaves no output`(edition: Edition) throws {
        let vault = try Vault(edition, key: "orders")
        try vault.write(sample(2 << 20), to: "in")
        #expect(try vault.hufu("encrypt", "--key", "alias/orders", vault.path("in")).status == 0)
        let sealed = try vault.read("in.hufu")
        let header = edition == .fips ? 196 : 180
        let chunk = (1 << 20) + 28
        var damaged: [String: [UInt8]] = [
            "cut in the header": Array(sealed.prefix(100)),
            "without its last chunk": Array(sealed.dropLast(chunk)),
            "cut by a byte": Array(sealed.dropLast()),
            "extended by a byte": sealed + [0],
            "chunks swapped": Array(
                sealed[..<header] + sealed[(header + chunk)...] + sealed[header..<(header + chunk)]),
            "chunk doubled": Array(sealed[..<(header + chunk)] + sealed[header...]),
        ]
        for offset in [16, 36, 60, header - 1, header, header + chunk - 1, sealed.count - 1] {
            var changed = sealed
            changed[offset] ^= 1
            damaged["changed at \(offset)"] = changed
        }
        for (what, bytes) in damaged {
            try vault.write(bytes, to: "damaged.hufu")
            let run = try vault.hufu("decrypt", vault.path("damaged.hufu"))
            #expect(run.status == 65 || run.status == 66, "\(what): \(run.status) \(run.errors)")
            #expect(!run.errors.isEmpty && run.output.isEmpty, "\(what)")
            #expect(try vault.listing() == ["in", "in.hufu", "damaged.hufu"], "\(what)")
        }
    }

    @Test func `to a pipe only verified chunks go out, and the exit code tells that the rest failed`() throws {
        let vault = try Vault(.fips, key: "orders")
        let content = sample(2 << 20)
        var sealed = try vault.hufu("encrypt", "--key", "alias/orders", input: content).output
        sealed[sealed.count - 1] ^= 1
        let run = try vault.hufu("decrypt", input: sealed)
        #expect(run.status == 65)
        #expect(run.output == Array(content.prefix(1 << 20)))
        #expect(run.errors.contains("Chunk 1"), "\(run.errors)")
    }

    @Test func `an output that exists stays as it is unless --force is given`() throws {
        let vault = try Vault(.fips, key: "orders")
        try vault.write(sample(10), to: "in")
        try vault.write([1, 2, 3], to: "in.hufu")
        let refused = try vault.hufu("encrypt", "--key", "alias/orders", vault.path("in"))
        #expect(refused.status == 77)
        #expect(refused.errors.contains("--force"))
        #expect(try vault.read("in.hufu") == [1, 2, 3])
        #expect(try vault.hufu("encrypt", "--key", "alias/orders", vault.path("in"), "--force").status == 0)
        #expect(try vault.hufu("decrypt", vault.path("in.hufu")).status == 77)
        #expect(try vault.hufu("decrypt", vault.path("in.hufu"), "--force").status == 0)
        #expect(try vault.listing() == ["in", "in.hufu"])
    }

    @Test func `inputs that cannot be read are named, with what to do`() throws {
        let vault = try Vault(.fips, key: "orders")
        try FileManager.default.createDirectory(atPath: vault.path("folder"), withIntermediateDirectories: false)
        let folder = try vault.hufu("encrypt", "--key", "alias/orders", vault.path("folder"))
        #expect(folder.status == 64)
        #expect(folder.errors.contains("tar -c"), "\(folder.errors)")
        let missing = try vault.hufu("decrypt", vault.path("missing.hufu"))
        #expect(missing.status == 66)
        // Even root may not read unmapped memory: the read itself fails, after the opening succeeded.
        let failing = try vault.hufu(
            "encrypt", "--key", "alias/orders", "/proc/self/mem", "--out", vault.path("out"))
        #expect(failing.status == 70)
        #expect(failing.errors.contains("Input/output error"), "\(failing.errors)")
        let noFolder = try vault.hufu(
            "encrypt", "--key", "alias/orders", "/etc/hostname", "--out", vault.path("no/out"))
        #expect(noFolder.status == 66)
        let foreign = try vault.hufu("decrypt", "/etc/hostname", "--out", vault.path("out"))
        #expect(foreign.status == 65)
        #expect(foreign.errors.contains("not sealed by hufu"))
        let unknownKey = try vault.hufu(
            "encrypt", "--key", "alias/none", vault.configuration, "--out", vault.path("out"))
        #expect(unknownKey.status == 66)
        let nameless = try vault.hufu("encrypt", "--key", "alias/orders", vault.configuration, "--out", "")
        #expect(nameless.status == 64)
        #expect(try vault.listing() == ["folder"])
    }

    @Test func `a file without permission is refused`() throws {
        let vault = try Vault(.fips, key: "orders")
        try vault.write([1], to: "in")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: vault.path("in"))
        let run = try vault.hufu("encrypt", "--key", "alias/orders", vault.path("in"))
        // Root reads everything; for everyone else the mode counts.
        #expect(run.status == (geteuid() == 0 ? 0 : 77), "\(run.errors)")
    }

    @Test(arguments: ["encrypt --key alias/orders in", "decrypt sealed"])
    func `a full disk ends with an error and leaves no unfinished file`(command: String) throws {
        let vault = try Vault(.fips, key: "orders")
        try vault.write(sample(3 << 20), to: "in")
        #expect(
            try vault.hufu("encrypt", "--key", "alias/orders", vault.path("in"), "--out", vault.path("sealed")).status
                == 0)
        let before = try vault.listing()
        // The process's file size limit, 1 MiB, stands in for the disk's; the database is smaller.
        let run = try vault.run(shell: "ulimit -f 1024; exec \"$hufu\" \(command) --out out")
        #expect(run.status == 70, "\(run.errors)")
        #expect(run.errors.contains("File too large"), "\(run.errors)")
        #expect(try vault.listing() == before)
        let redirected = try vault.run(shell: "ulimit -f 1024; \"$hufu\" \(command) --out - > '\(vault.path("cut"))'")
        #expect(redirected.status == 70 && redirected.errors.contains("File too large"), "\(redirected.errors)")
        let device = try vault.hufu("decrypt", vault.path("sealed"), "--out", "/dev/full")
        #expect(device.status == 70)
        #expect(device.errors.contains("No space left"), "\(device.errors)")
    }

    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func `a signal in the middle of a file leaves nothing behind`(number: Int32, status: Int32) throws {
        let vault = try Vault(.fips, key: "orders")
        signal(number, SIG_DFL)
        let process = CommandRun.process(
            ["encrypt", "--key", "alias/orders", "--out", vault.path("out")], configuration: vault.configuration)
        let input = Pipe()
        process.standardInput = input
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Two chunks go in, and the pipe stays open: the command is in the middle.
        try input.fileHandleForWriting.write(contentsOf: Data(sample((2 << 20) + 1)))
        let deadline = ContinuousClock.now + .seconds(20)
        while try vault.listing().isEmpty, ContinuousClock.now < deadline { usleep(2000) }
        #expect(try vault.listing().count == 1, "the unfinished file has another name")
        #expect(try vault.listing() != ["out"])
        kill(process.processIdentifier, number)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == status)
        #expect(try vault.listing().isEmpty)
    }

    @Test(arguments: ["encrypt --key alias/orders <&-", "decrypt <&-", "decrypt in.hufu --out - >&-", "key list >&-"])
    func `a closed standard stream is no empty one, and no file takes its place`(command: String) throws {
        let vault = try Vault(.fips, key: "orders")
        try vault.write(sample(2000), to: "in")
        #expect(try vault.hufu("encrypt", "--key", "alias/orders", "in").status == 0)
        let run = try vault.run(shell: "\"$hufu\" \(command)")
        #expect(run.status == 66 && run.errors.contains("is closed"), "\(run.status) \(run.errors)")
        // What is meant for people on a closed standard error must not get into the output.
        #expect(try vault.run(shell: "\"$hufu\" decrypt in.hufu --out opened 2>&-").status == 0)
        #expect(try vault.read("opened") == sample(2000))
        #expect(try vault.listing() == ["in", "in.hufu", "opened"])
    }

    @Test func `a reader that goes away is told of, not taken for a full disk`() throws {
        let vault = try Vault(.fips, key: "orders")
        try vault.write(sample(3 << 20), to: "in")
        let run = try vault.run(
            shell: "\"$hufu\" encrypt --key alias/orders in --out - | head -c 10 > part; exit ${PIPESTATUS[0]}")
        #expect(run.status == 70)
        #expect(run.errors.contains("incomplete") && !run.errors.contains("space"), "\(run.errors)")
        #expect(try vault.listing() == ["in", "part"])
    }
}
