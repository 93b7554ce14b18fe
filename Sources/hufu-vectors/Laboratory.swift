// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import CryptoEngine
import Foundation
import VectorSuites

/// The editions that a command works with.
struct Laboratory: Sendable {
    static let version = "0.1.0"

    let ports: [any VectorPort]
    let selection: ImplementationSelection
    private let hasher: any VectorPort

    /// Loads the editions that were chosen: both, unless one was named.
    ///
    /// - Throws: `CryptoError`, also when something that was asked for is missing; ``CommandFailure`` (usage) for a provider
    ///   or kernel that nothing here has.
    init(_ choice: ImplementationChoice) throws {
        try self.init(
            edition: try choice.edition.map(Edition.init(named:)), provider: choice.provider, kernel: choice.kernel,
            fipsModuleConfig: choice.fipsModuleConfig)
    }

    /// Loads one edition, or both.
    ///
    /// RSAES-PKCS1-v1_5 is on, so that its vectors run on the product, too.
    ///
    /// - Throws: as ``init(_:)``.
    init(edition: Edition?, provider: String?, kernel: String?, fipsModuleConfig: String? = nil) throws {
        let options = EditionOptions(
            fips: FIPSOptions(moduleConfig: fipsModuleConfig, allowPKCS1v15: true), sm: SMOptions(allowPKCS1v15: true))
        ports = try (edition.map { [$0] } ?? Edition.allCases).map { try $0.loadVectorPort(options) }
        hasher = try ports.first { $0.edition == .fips } ?? Edition.fips.loadVectorPort()
        selection = ImplementationSelection(provider: provider, kernel: kernel)
        let known = Set(ports.flatMap { $0.implementations(of: .gcm(.sm4)) })
        if let kernel, !known.contains("CSM4 \(kernel)") {
            let names = known.filter { $0.hasPrefix("CSM4 ") }.map { String($0.dropFirst(5)) }.sorted()
            throw CommandFailure(
                .usage,
                "This CPU runs no CSM4 kernel '\(kernel)' in this run. It runs: \(names.joined(separator: ", ")).")
        }
    }

    /// SHA-256 in hexadecimal, for the identity of files: by OpenSSL, whichever edition is tested, which answered it at load.
    @Sendable func sha256(_ bytes: [UInt8]) -> String {
        let name = hasher.implementations(of: .digest(.sha256)).first ?? ""
        guard let digest = try? hasher.answer(.digest(.sha256, message: bytes), by: name) else {
            fatalError("SHA-256 failed after its self-test passed")
        }
        return Hex.text(of: digest)
    }
}
