// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Libcrypto

extension SMModules {
    /// Who computes what. No part of this edition is a validated module.
    var status: ValidationStatus {
        let library = "libgcrypt \(library.version)"
        let functions: [(String, String)] = [
            ("SM4-128-GCM", cipher.name),
            ("SM3", digest.name),
            ("HMAC-SM3", digest.name),
            ("SP 800-108 KDF", "hufu, over HMAC-SM3 of \(digest.name)"),
            ("random", "\(library), \(self.library.generator.name)"),
            ("RSA-2048 import", LibraryContext.versionText),
            ("SM2 import", LibraryContext.versionText),
            ("RSA-2048 signatures and encryption", LibraryContext.versionText),
            ("SM2 signatures and encryption", LibraryContext.versionText),
            ("SHA-1, SHA-256 and their HMACs on the wire", LibraryContext.versionText),
        ]
        return ValidationStatus(
            parts: functions.map { .init(function: $0.0, provider: $0.1, level: .algorithmsOnly) })
    }

    /// The report of a load whose tests gave `results`.
    func report(results: [SelfTestReport.Result]) -> SelfTestReport {
        SelfTestReport(
            edition: .smCrypto, status: status,
            libraries: [
                .init(name: "libgcrypt", version: library.version, path: library.path),
                .init(
                    name: "OpenSSL libcrypto", version: LibraryContext.versionText, path: LibraryContext.libraryPath),
            ],
            kernels: ["SM4-GCM": cipher.name, "SM3": digest.name],
            remarks: remarks, results: results)
    }

    /// What an operator should know about the libraries found.
    private var remarks: [String] {
        var remarks: [String] = []
        if !library.hasSM4 {
            remarks.append(
                "libgcrypt \(library.version) has no SM4 (1.9 has): CSM4 computes it, unchecked by a second program.")
        }
        if !library.hasSM3 {
            remarks.append("libgcrypt \(library.version) has no SM3 (1.9 has): SM3 and HMAC-SM3 come from libcrypto.")
        }
        if library.generator != .drbg {
            remarks.append(
                "Another part of this process initialised libgcrypt first: its generator is the "
                    + "\(library.generator.name), not the SP 800-90A DRBG.")
        }
        let unsupported = VendoredSM4Kernel.unsupportedNames
        if !unsupported.isEmpty {
            remarks.append("Not tested, since this CPU cannot run them: CSM4 \(unsupported.joined(separator: ", ")).")
        }
        return remarks
    }
}
