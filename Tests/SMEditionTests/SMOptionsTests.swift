// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Testing

@testable import SMEdition

@Suite struct SMOptionsTests {
    @Test func `auto takes CSM4's vector kernel, else libgcrypt`() throws {
        let chosen = try SMEdition().selfTestReport.kernels["SM4-GCM"] ?? ""
        let best = try #require(VendoredSM4Kernel.supported.first)
        #expect(best.isVector ? chosen == "CSM4 \(best.name)" : chosen.hasPrefix("libgcrypt "))
    }

    @Test func `vendored takes CSM4`() throws {
        let chosen = try SMEdition(options: SMOptions(provider: .vendored)).selfTestReport.kernels["SM4-GCM"]
        #expect(chosen == "CSM4 \(VendoredSM4Kernel.supported[0].name)")
    }

    @Test func `libgcrypt takes libgcrypt`() throws {
        let chosen = try SMEdition(options: SMOptions(provider: .libgcrypt)).selfTestReport.kernels["SM4-GCM"]
        #expect(chosen?.hasPrefix("libgcrypt 1.") == true)
    }

    @Test(arguments: VendoredSM4Kernel.supported.map(\.name))
    func `a kernel can be named`(name: String) throws {
        var options = SMOptions(provider: .vendored)
        options.kernelName = name
        #expect(try SMEdition(options: options).selfTestReport.kernels["SM4-GCM"] == "CSM4 \(name)")
    }

    @Test(arguments: SM4Provider.allCases)
    func `an unknown kernel is no start`(provider: SM4Provider) {
        var options = SMOptions(provider: provider)
        options.kernelName = "abacus"
        let reason = "This CPU runs no CSM4 kernel named 'abacus'."
        #expect(throws: CryptoError.moduleUnavailable(reason: reason)) { _ = try SMEdition(options: options) }
    }

    @Test func `RSAES-PKCS1-v1_5 is on, and can be switched off`() throws {
        #expect(
            try SMEdition().wrappingAlgorithms
                == [.rsaesOAEPSHA256, .rsaesOAEPSHA1, .rsaesPKCS1v15, .sm2PKE])
        let edition = try SMEdition(options: SMOptions(allowPKCS1v15: false))
        #expect(edition.wrappingAlgorithms == [.rsaesOAEPSHA256, .rsaesOAEPSHA1, .sm2PKE])
        let pair = try edition.makeImportKeyPair(.rsa2048)
        let refusal = CryptoError.unsupportedAlgorithm(name: "RSAES_PKCS1_V1_5", edition: .smCrypto)
        #expect(throws: refusal) {
            _ = try edition.wrapForImport(
                edition.makeKey(), publicKeyDER: pair.publicKeyDER.span, algorithm: .rsaesPKCS1v15)
        }
        #expect(throws: refusal) {
            let wrapped = [UInt8](repeating: 1, count: 256)
            _ = try pair.unwrap(wrapped.span, algorithm: .rsaesPKCS1v15, keyByteCount: 16)
        }
    }
}
