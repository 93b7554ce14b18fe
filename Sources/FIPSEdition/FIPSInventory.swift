// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Libcrypto

/// What a loaded edition computes with: the facts of its reports.
struct FIPSInventory {
    let algorithms: FIPSAlgorithms

    private var library: LibraryContext { algorithms.library }

    /// The provider that computes, such as `OpenSSL default provider 3.0.19`.
    var provider: String {
        guard let first = library.providers.first else { return "OpenSSL" }
        return "OpenSSL \(first.name) provider \(first.version)"
    }

    /// What computes RSAES-PKCS1-v1_5: RSADP by the provider, the padding removed here.
    var unpadder: String { "hufu over \(provider)" }

    /// Every function of the edition; PKCS #1 v1.5 is unpadded outside the module, and is not approved.
    var status: ValidationStatus {
        let level = algorithms.subMode.level
        let functions = [
            "AES-256-GCM", "SHA-256", "HMAC-SHA-256", "SP 800-108 KDF", "random", "RSA-2048", "RSAES-OAEP",
            "RSASSA-PSS", "RSASSA-PKCS1-v1_5", "P-256", "ECDSA", "SHA-1 and HMAC-SHA-1",
        ]
        var parts = functions.map { ValidationStatus.Part(function: $0, provider: provider, level: level) }
        if algorithms.offer.algorithms.contains(.rsaesPKCS1v15) {
            parts.append(.init(function: "RSAES-PKCS1-v1_5", provider: unpadder, level: .algorithmsOnly))
        }
        return ValidationStatus(parts: parts)
    }

    var libraries: [SelfTestReport.Library] {
        [.init(name: "OpenSSL libcrypto", version: LibraryContext.versionText, path: LibraryContext.libraryPath)]
            + library.providers.map {
                .init(name: "OpenSSL provider '\($0.name)'", version: $0.description, path: nil)
            }
    }

    var kernels: [String: String] { ["AES-256-GCM": provider] }

    var remarks: [String] {
        var remarks: [String] = []
        switch algorithms.subMode {
        case .algorithmsOnly:
            remarks.append("The algorithms are approved ones; the module that computes them is not validated.")
        case .validatedModule(let configuration):
            remarks.append("The module is the one that \(configuration) names; look its certificate up by its version.")
        }
        if algorithms.offer.algorithms.contains(.rsaesPKCS1v15) {
            remarks.append("RSAES-PKCS1-v1_5 is allowed for import; it is not approved for key transport.")
        }
        return remarks
    }
}
