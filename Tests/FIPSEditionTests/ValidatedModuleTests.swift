// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import Libcrypto
import TestSupport
import Testing

@testable import FIPSEdition

/// The `validated-module` sub-mode, on the module whose OpenSSL configuration `HUFU_FIPS_MODULE_CONFIG` names.
@Suite(.fipsModule) struct ValidatedModuleTests {
    static let options = FIPSOptions(module: .required, moduleConfig: FIPSModule.configuration)
    let edition: FIPSEdition

    init() throws { edition = try FIPSEdition(options: Self.options) }

    @Test func `every part is computed by the module`() {
        #expect(edition.status.level == .validatedModule)
        #expect(edition.status.parts.allSatisfy { $0.provider.hasPrefix("OpenSSL fips provider ") })
        let libraries = edition.selfTestReport.libraries.map(\.name)
        #expect(libraries == ["OpenSSL libcrypto", "OpenSSL provider 'fips'", "OpenSSL provider 'base'"])
    }

    @Test func `the probes pass in the module's context and fail in the default provider's`() throws {
        let subMode = edition.algorithms.subMode
        #expect(throws: Never.self) { try ProviderProbe(library: edition.algorithms.library, subMode: subMode).run() }
        let other = try FIPSEdition().algorithms.library
        #expect(isUnavailable { try ProviderProbe(library: other, subMode: subMode).run() })
    }

    @Test(arguments: [NoncePolicy.buffered, .perCall], EncryptorContract.clauses)
    func `its encryptor, with nonces by the module, keeps the contract`(
        policy: NoncePolicy, clause: EncryptorContract.Clause
    ) async throws {
        let algorithms = edition.algorithms
        try await clause.check(
            EncryptorContract("FIPS module", keyByteCount: 32) { key, sealCount in
                try algorithms.makeEncryptor(key: key, nonces: policy, sealCount: sealCount)
            })
    }

    /// SP 800-38D §8.2.2, FIPS 140-3 IG C.H: whatever the policy, our own source of nonces is not asked.
    @Test(arguments: [NoncePolicy.buffered, .perCall])
    func `no nonce comes from outside of the module`(policy: NoncePolicy) throws {
        func comesFromModule(_ algorithms: FIPSAlgorithms) -> Bool {
            switch algorithms.nonceOrigin(policy) {
            case .module: true
            case .source: false
            }
        }
        #expect(comesFromModule(edition.algorithms))
        #expect(comesFromModule(try FIPSEdition().algorithms) == false)
    }

    @Test func `each self-test, made to fail, leaves no edition`() throws {
        for name in edition.selfTestReport.results.map(\.name) {
            #expect(throws: CryptoError.selfTestFailed(name: name)) {
                _ = try FIPSEdition(options: Self.options, faultyTest: name)
            }
        }
    }

    @Test func `the default provider opens what the module sealed, and derives the same keys`() throws {
        let other = try FIPSEdition()
        let key = try edition.makeKey()
        let sealed = try edition.makeEncryptor(key: key).seal([1, 2, 3], authenticating: [4])
        #expect(try other.makeEncryptor(key: key).open(sealed, authenticating: [4]) == [1, 2, 3])
        let context: [UInt8] = [5, 6]
        let left = try edition.makeDerivation(key: key).derive(.file, context: context.span, byteCount: 64)
        let right = try other.makeDerivation(key: key).derive(.file, context: context.span, byteCount: 64)
        let areEqual = left.isEqual(to: right)
        #expect(areEqual)
    }

    @Test(arguments: [WrappingAlgorithm.rsaesOAEPSHA1, .rsaesOAEPSHA256])
    func `import pairs are made, stored and used inside the module`(algorithm: WrappingAlgorithm) throws {
        let pair = try edition.makeImportKeyPair(.rsa2048)
        let stored = try edition.loadImportKeyPair(.rsa2048, privateKey: pair.privateKey())
        let publicKey = pair.publicKeyDER
        let key = try edition.makeKey()
        let wrapped = try edition.wrapForImport(key, publicKeyDER: publicKey.span, algorithm: algorithm)
        let areEqual = try stored.unwrap(wrapped.span, algorithm: algorithm, keyByteCount: 32).isEqual(to: key)
        #expect(areEqual)
    }

    /// `fips_config(5)`: the module checks its own file against `module-mac` when it loads. In a process of its own: the
    /// failure puts the module, which a process has once, into its error state.
    @Test func `a module whose integrity value does not match does not start`() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let original = try String(contentsOfFile: #require(FIPSModule.configuration), encoding: .utf8)
            let include = try #require(original.split(separator: "\n").first { $0.hasPrefix(".include") })
            let path = String(include.dropFirst(".include".count).drop { $0 == " " || $0 == "=" })
            let section = try String(contentsOfFile: path, encoding: .utf8)
            let lines = section.split(separator: "\n").map(String.init)
            let altered = lines.map {
                $0.hasPrefix("module-mac") ? $0.dropLast() + ($0.hasSuffix("0") ? "1" : "0") : $0
            }
            let module = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("fips.so").path
            // Named by its path: without it the folder's lack of the module would be the reason.
            for (name, lines) in [("sound", lines), ("altered", altered)] {
                let text = (lines + ["module = \(module)", ""]).joined(separator: "\n")
                try text.write(toFile: folder.path("section-\(name)"), atomically: true, encoding: .utf8)
                try original.replacing(path, with: folder.path("section-\(name)"))
                    .write(toFile: folder.path(name), atomically: true, encoding: .utf8)
            }
            _ = try FIPSEdition(options: FIPSOptions(module: .required, moduleConfig: folder.path("sound")))
            let options = FIPSOptions(module: .required, moduleConfig: folder.path("altered"))
            try #require(isUnavailable { _ = try FIPSEdition(options: options) })
        }
    }
}
