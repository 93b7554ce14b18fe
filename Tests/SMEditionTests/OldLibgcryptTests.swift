// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Testing

@testable import SMEdition

/// The edition with a libgcrypt from before 1.9, which knows neither SM4 nor SM3.
@Suite struct OldLibgcryptTests {
    @Test(arguments: [SM4Provider.auto, .vendored])
    func `runs on CSM4 and libcrypto, and says so`(provider: SM4Provider) throws {
        let edition = try SMEdition(options: .old(provider))
        let report = edition.selfTestReport
        #expect(report.kernels["SM4-GCM"] == "CSM4 \(VendoredSM4Kernel.supported[0].name)")
        #expect(report.kernels["SM3"]?.hasPrefix("OpenSSL ") == true)
        #expect(report.remarks.contains { $0.contains("no SM4") } && report.remarks.contains { $0.contains("no SM3") })
        #expect(edition.status.parts.first { $0.function == "HMAC-SM3" }?.provider.hasPrefix("OpenSSL ") == true)
        #expect(!report.results.contains { $0.name.contains("SM4") && $0.name.contains("libgcrypt") })
    }

    @Test func `computes the same as with a newer libgcrypt`() throws {
        let old = try SMEdition(options: .old(.auto))
        let new = try SMEdition()
        let key = KeyMaterial(knownBytes: [UInt8](0..<16))
        let message = [UInt8]("two halves".utf8)
        #expect(try old.hash(message.span) == new.hash(message.span))
        #expect(
            try old.makeAuthenticator(key: key).tag(of: message.span)
                == new.makeAuthenticator(key: key).tag(of: message.span))
        let ours = try old.makeDerivation(key: key).derive(.file, context: message.span, byteCount: 48)
        #expect(ours.isEqual(to: try new.makeDerivation(key: key).derive(.file, context: message.span, byteCount: 48)))
        let sealed = try old.makeEncryptor(key: key).seal(message)
        #expect(try new.makeEncryptor(key: key).open(sealed) == message)
    }

    @Test func `does not start when libgcrypt was asked for`() throws {
        let version = try GcryptLibrary(simulatesAbsence: false).version
        let reason = "sm4.provider is libgcrypt, but libgcrypt \(version) has no SM4."
        #expect(throws: CryptoError.moduleUnavailable(reason: reason)) {
            _ = try SMEdition(options: .old(.libgcrypt))
        }
    }

    @Test(arguments: try SMEdition.selfTestNames(options: .old(.auto)))
    func `a fault in one self-test leaves no edition`(name: String) {
        #expect(throws: CryptoError.selfTestFailed(name: name)) {
            _ = try SMEdition(options: .old(.auto), faultyTest: name)
        }
    }
}

extension SMOptions {
    fileprivate static func old(_ provider: SM4Provider) -> SMOptions {
        var options = SMOptions(provider: provider)
        options.simulatesOldLibgcrypt = true
        return options
    }
}
