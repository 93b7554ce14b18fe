// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import TestSupport
import Testing

@testable import FIPSEdition

/// The `algorithms-only` sub-mode, which every machine has.
@Suite struct FIPSEditionTests {
    let edition: FIPSEdition

    init() throws { edition = try FIPSEdition() }

    @Test func `without a module it says algorithms-only, part by part`() {
        #expect(edition.status.level == .algorithmsOnly)
        #expect(edition.status.parts.allSatisfy { $0.level == .algorithmsOnly })
        #expect(edition.wrappingAlgorithms == [.rsaesOAEPSHA256, .rsaesOAEPSHA1])
        #expect(edition.selfTestReport.kernels["AES-256-GCM"]?.hasPrefix("OpenSSL default provider 3.") == true)
        #expect(edition.selfTestReport.libraries.first?.version.hasPrefix("OpenSSL 3.") == true)
    }

    @Test(arguments: EncryptorContract.clauses)
    func `its encryptor keeps the contract`(clause: EncryptorContract.Clause) async throws {
        let algorithms = edition.algorithms
        try await clause.check(
            EncryptorContract("FIPS", keyByteCount: 32) { key, sealCount in
                try algorithms.makeEncryptor(key: key, nonces: .buffered, sealCount: sealCount)
            })
    }

    /// Architecture: a failed self-test leaves no edition; here with every option that adds a test.
    @Test func `each self-test, made to fail, leaves no edition`() throws {
        let options = FIPSOptions(allowPKCS1v15: true)
        let names = try FIPSEdition(options: options).selfTestReport.results.map(\.name)
        #expect(names.count == 25 && Set(names).count == 25)
        for name in names {
            #expect(throws: CryptoError.selfTestFailed(name: name)) {
                _ = try FIPSEdition(options: options, faultyTest: name)
            }
        }
    }

    @Test func `a required module without a configuration, or with unapproved padding, does not start`() {
        for options in [FIPSOptions(module: .required), FIPSOptions(module: .required, allowPKCS1v15: true)] {
            #expect(isUnavailable { _ = try FIPSEdition(options: options) })
        }
    }

    @Test(arguments: FIPSOptions.ModuleRequirement.allCases)
    func `a module configuration that is missing or unsound does not start`(
        requirement: FIPSOptions.ModuleRequirement
    ) throws {
        let folder = try TemporaryFolder()
        let texts = [
            "broken": "openssl_conf = [",
            "empty": "",
            "noModule":
                "openssl_conf = i\n[i]\nproviders = p\n[p]\nfips = f\nbase = b\n[f]\nactivate = 1\n[b]\nactivate = 1\n",
            "defaultOnly": "openssl_conf = i\n[i]\nproviders = p\n[p]\ndefault = d\n[d]\nactivate = 1\n",
        ]
        for (name, text) in texts {
            try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
        }
        for name in texts.keys.sorted() + ["missing", ""] {
            let options = FIPSOptions(module: requirement, moduleConfig: folder.path(name))
            #expect(isUnavailable { _ = try FIPSEdition(options: options) }, "\(name)")
        }
    }

    @Test func `PKCS 1 v1.5 is offered only where allowed, and shows in the status`() throws {
        let allowed = try FIPSEdition(options: FIPSOptions(allowPKCS1v15: true))
        #expect(allowed.wrappingAlgorithms.contains(.rsaesPKCS1v15))
        #expect(allowed.status.parts.contains { $0.function == "RSAES-PKCS1-v1_5" && $0.level == .algorithmsOnly })
        let refusal = CryptoError.unsupportedAlgorithm(name: "RSAES_PKCS1_V1_5", edition: .fips)
        let publicKey = try edition.makeImportKeyPair(.rsa2048).publicKeyDER
        let key = try edition.makeKey()
        #expect(throws: refusal) {
            _ = try edition.wrapForImport(key, publicKeyDER: publicKey.span, algorithm: .rsaesPKCS1v15)
        }
        #expect(throws: CryptoError.unsupportedAlgorithm(name: "EC_SM2", edition: .fips)) {
            _ = try edition.makeImportKeyPair(.sm2)
        }
    }
}

/// Whether loading throws `moduleUnavailable`, which says what to do.
func isUnavailable(_ load: () throws -> Void) -> Bool {
    do {
        try load()
        return false
    } catch CryptoError.moduleUnavailable {
        return true
    } catch {
        return false
    }
}
