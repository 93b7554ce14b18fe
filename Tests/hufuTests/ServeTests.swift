// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

/// `hufu serve`
@Suite(.timeLimit(.minutes(3))) struct ServeTests {
    @Test(arguments: Edition.allCases)
    func `it serves until SIGTERM, and ends with 0`(edition: Edition) throws {
        let server = try RunningServer(Vault(edition))
        let port = try server.port()
        #expect(try RunningServer.fetch("/health/ready", port: port).contains(#""status":"ok""#))
        #expect(try RunningServer.fetch("/metrics", port: port).contains(#"hufu_keys{state="Enabled"} 0"#))
        server.send(SIGTERM)
        #expect(server.status() == 0)
        #expect(server.log.contains("edition=\(edition)") && server.log.contains("ended"), "\(server.log)")
    }

    @Test func `SIGINT ends it as well`() throws {
        let server = try RunningServer(Vault(.fips))
        _ = try server.port()
        server.send(SIGINT)
        #expect(server.status() == 0)
    }

    @Test(arguments: Edition.allCases)
    func `a development server greets, hands out a credential in a file of its owner's, and leaves nothing`(
        edition: Edition
    ) throws {
        let vault = try Vault(edition)
        try FileManager.default.createDirectory(atPath: vault.path("tmp"), withIntermediateDirectories: false)
        let port = try Self.freePort()
        let server = try RunningServer(
            vault, ["--dev", "--edition", "\(edition)", "--env-file", "dev.env", "--set", "server.port=\(port)"],
            environment: ["TMPDIR": vault.path("tmp")])
        try server.waitForLog("tccli kms Encrypt --endpoint http://127.0.0.1:\(port)")
        #expect(try vault.folder.mode(of: "dev.env") == 0o600)
        let lines = try vault.folder.text("dev.env").split(separator: "\n")
        let names = [
            "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_REGION", "HUFU_ENDPOINT", "HUFU_KEY_ID",
        ]
        #expect(lines.map { $0.prefix { $0 != "=" } } == names.map { "export \($0)" })
        #expect(lines.contains("export HUFU_ENDPOINT=http://127.0.0.1:\(port)"))
        let secret = try #require(lines[1].split(separator: "=").last)
        #expect(!server.log.contains(secret), "the secret is in the file alone")
        #expect(try RunningServer.fetch("/metrics", port: port).contains(#"hufu_keys{state="Enabled"} 1"#))
        server.send(SIGTERM)
        #expect(server.status() == 0)
        #expect(!vault.folder.exists("dev.env"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: vault.path("tmp")) == [])
    }

    @Test(
        arguments: [
            (["--dev"], Int32(64), "--edition"), (["--edition", "fips"], 64, "belong to --dev"),
            (["--env-file", "x"], 64, "belong to --dev"),
            (["--dev", "--edition", "fips", "--set", "server.address=0.0.0.0"], 77, "loopback only"),
            (["--dev", "--edition", "fips", "--env-file", "no/such", "--set", "server.port=1"], 77, "--env-file"),
            (["--set", "server.address=0.0.0.0"], 77, "server.tls.certificate"),
            (["--set", "server.tls.certificate=no.pem", "--set", "server.tls.key=no.key"], 77, "no.pem"),
        ] as [([String], Int32, String)])
    func `what cannot be served is refused with what to do`(arguments: [String], status: Int32, advice: String) throws {
        let vault = try Vault(.fips)
        let outcome = try vault.run(["serve"] + arguments)
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect(outcome.errors.contains(advice), "\(outcome.errors)")
        #expect(!vault.folder.exists("x"))
    }

    @Test func `SIGHUP takes up a new certificate, and keeps the old one when the new cannot be used`() throws {
        let vault = try Vault(.fips)
        try makeCertificate(in: vault, serial: 1_001)
        let server = try RunningServer(
            vault,
            [
                "--set", "server.port=0", "--set", "server.tls.certificate=t.pem", "--set", "server.tls.key=t.key",
            ])
        let port = try server.port()
        #expect(try serial(port) == "serial=03E9\n")
        try makeCertificate(in: vault, serial: 1_002)
        #expect(try serial(port) == "serial=03E9\n", "not before the signal")
        server.send(SIGHUP)
        try server.waitForLog("] credentials read again")
        try server.waitForLog("] certificates read again")
        #expect(try serial(port) == "serial=03EA\n")
        try vault.write(Array("nothing".utf8), to: "t.pem")
        server.send(SIGHUP)
        try server.waitForLog("certificates kept as they were")
        #expect(try serial(port) == "serial=03EA\n")
        server.send(SIGTERM)
        #expect(server.status() == 0)
    }

    private func makeCertificate(in vault: Vault, serial: Int) throws {
        let made = try vault.run(
            shell: "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=localhost "
                + "-set_serial \(serial) -keyout t.key -out t.pem 2>&1")
        try #require(made.status == 0, "\(made.text)")
    }

    private func serial(_ port: Int) throws -> String {
        try CommandRun(
            shell: "openssl s_client -connect 127.0.0.1:\(port) </dev/null 2>/dev/null | openssl x509 -noout -serial"
        ).text
    }

    /// A port that nobody listens on, as the system gave it a moment ago.
    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
            }
        }
        try #require(isBound)
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
