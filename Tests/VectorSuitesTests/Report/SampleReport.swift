// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import Testing

@testable import VectorSuites

/// Reports of runs that never were.
enum SampleReport {
    /// Two suites, both editions, everything passed but what was skipped.
    static func passing() throws -> RunReport { try report(files: [gcm(), sm4()]) }

    /// One case failed of `sm4_gcm_test.json`, and one file could not be read.
    static func failing() throws -> RunReport {
        let failure = CaseFailure(id: "tcId 83", line: 1204, reason: "a wrong tag was taken")
        return try report(files: [gcm(), sm4(failed: 41, failures: [failure]), unreadable()])
    }

    static func report(
        files: [FileReport], arguments: [String] = ["run", "vectors"], commit: String = "fc2b8bd1b0cf",
        coverage: [CoverageRow] = [
            CoverageRow(
                standard: "NIST SP 800-38D", clause: "§7.2 authenticated decryption", algorithm: "AES-256-GCM",
                files: ["nist-cavp/gcmDecrypt256.rsp"], passed: 7875, failed: 0)
        ]
    ) throws -> RunReport {
        RunReport(
            startedAt: "2026-02-03T09:41:07Z", seconds: 75.25, arguments: arguments,
            module: ModuleIdentity(
                version: "0.3.0", commit: commit, operatingSystem: "Debian GNU/Linux 12", architecture: "x86_64",
                processor: "A processor", processorFeatures: ["AVX2", "VAES"],
                editions: [
                    try edition("fips", level: "algorithms-only"), try edition("sm-crypto", level: "algorithms-only"),
                ]),
            files: files, coverage: coverage)
    }

    /// An edition's identity; its self-test report can only be read, not made.
    static func edition(_ name: String, level: String) throws -> EditionIdentity {
        let json = """
            {"edition": "\(name)", "kernels": {"AEAD": "kernel of \(name)"}, "remarks": ["remark on \(name)"],
             "libraries": [{"name": "lib \(name)", "version": "1.2.3", "path": "/lib/lib\(name).so"}],
             "results": [{"name": "seal", "reference": "RFC 8998 A.1", "passed": true, "microseconds": 12.5}],
             "status": {"level": "\(level)", "parts": [{"function": "random", "provider": "p", "level": "\(level)"}]}}
            """
        return EditionIdentity(
            selfTest: try JSONDecoder().decode(SelfTestReport.self, from: Data(json.utf8)),
            libraryHashes: ["/lib/lib\(name).so": String(repeating: "ab", count: 32)])
    }

    static func gcm() -> FileReport {
        file(
            "nist-cavp/gcmDecrypt256.rsp", caseCount: 7875,
            runs: [
                run(.fips, "OpenSSL", passed: 7875),
                run(.fips, "product", passed: 375, skipped: ["96-bit nonces and 128-bit tags only": 7500]),
            ])
    }

    static func sm4(failed: Int = 0, failures: [CaseFailure] = []) -> FileReport {
        file(
            "wycheproof/sm4_gcm_test.json", caseCount: 106, skipped: ["XTS is not offered": 2],
            runs: [
                run(.smCrypto, "CSM4 portable", passed: 104 - failed, failed: failed, failures: failures),
                run(.smCrypto, "libgcrypt 1.10.1", passed: 104),
            ])
    }

    static func unreadable() -> FileReport {
        file("laboratory/prompt.json", format: nil, error: "line 7: unknown field 'ivGenModeX'", caseCount: 0, runs: [])
    }

    static func file(
        _ name: String, format: String? = "a format", error: String? = nil, caseCount: Int,
        skipped: [String: Int] = [:], runs: [ImplementationRun]
    ) -> FileReport {
        FileReport(
            name: name, sha256: String(repeating: "0f", count: 32), byteCount: 1234, format: format, error: error,
            caseCount: caseCount, skipped: skipped, runs: runs, seconds: 0.5)
    }

    static func run(
        _ edition: Edition, _ implementation: String, passed: Int, failed: Int = 0, skipped: [String: Int] = [:],
        failures: [CaseFailure] = []
    ) -> ImplementationRun {
        ImplementationRun(
            edition: edition, algorithm: edition == .fips ? "AES-256-GCM" : "SM4-GCM", implementation: implementation,
            passed: passed, failed: failed, skipped: skipped, failures: failures, seconds: 0.25)
    }
}

extension RunReport {
    /// The page as text.
    var pageText: String { String(decoding: HTMLReport(self).page, as: UTF8.self) }
}
