// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

@Suite struct EditionLoadingTests {
    @Test(arguments: ["fips", "sm-crypto"])
    func `the README's example seals and opens`(name: String) throws {
        let plaintext = [UInt8]("two halves of a tiger".utf8)
        let context = [UInt8]("tally".utf8)
        // The five lines of the README, but for the edition's name.
        let edition = try Edition(named: name).load()
        let encryptor = try edition.makeEncryptor(key: edition.makeKey())
        let sealed = try encryptor.seal(plaintext, authenticating: context)
        let opened = try encryptor.open(sealed, authenticating: context)
        #expect(opened == plaintext)
    }

    @Test(arguments: Edition.allCases)
    func `loads the edition asked for, every test passed`(edition: Edition) throws {
        let loaded = try edition.load(FIPSModule.editionOptions)
        #expect(loaded.edition == edition)
        #expect(loaded.selfTestReport.edition == edition)
        #expect(!loaded.selfTestReport.results.isEmpty && loaded.selfTestReport.results.allSatisfy(\.passed))
        #expect(try loaded.makeKey().byteCount == edition.keyByteCount)
    }

    @Test(arguments: ["", "FIPS", "fips ", "sm", "smcrypto", "sm_crypto", "SM-CRYPTO"])
    func `an unknown name is no edition`(name: String) {
        #expect(throws: CryptoError.unknownEdition(name)) { _ = try Edition(named: name).load() }
    }

    @Test(arguments: Edition.allCases)
    func `a fault in any self-test leaves no edition`(edition: Edition) throws {
        let options = FIPSModule.editionOptions
        let names = try edition.load(options).selfTestReport.results.map(\.name)
        #expect(!names.isEmpty)
        for name in names {
            #expect(throws: CryptoError.selfTestFailed(name: name)) { _ = try edition.load(options, faultyTest: name) }
        }
    }

    @Test func `both editions live in one process and do not open each other's bytes`() throws {
        let (fips, sm) = (try Edition.fips.load(FIPSModule.editionOptions), try Edition.smCrypto.load())
        let sealed = try fips.makeEncryptor(key: fips.makeKey()).seal([1, 2, 3])
        let other = try sm.makeEncryptor(key: sm.makeKey())
        #expect(throws: CryptoError.authenticationFailed) { _ = try other.open(sealed) }
    }

    @Test(.fipsModule) func `the module's configuration reaches the FIPS edition`() throws {
        let options = EditionOptions(fips: FIPSOptions(module: .required, moduleConfig: FIPSModule.configuration))
        #expect(try Edition.fips.load(options).status.level == .validatedModule)
    }

    @Test func `options reach their edition`() throws {
        var options = EditionOptions()
        options.sm.provider = .vendored
        #expect(try Edition.smCrypto.load(options).selfTestReport.kernels["SM4-GCM"]?.hasPrefix("CSM4 ") == true)
        options.sm.provider = .libgcrypt
        #expect(try Edition.smCrypto.load(options).selfTestReport.kernels["SM4-GCM"]?.hasPrefix("libgcrypt ") == true)
    }
}
