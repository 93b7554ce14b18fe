// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import TestSupport
import Testing

@testable import SMEdition

/// A way in which the SM edition can be loaded here, as a subject of official vectors: SM4 on each kernel of CSM4 and on
/// libgcrypt, SM3 on libgcrypt and, where that is too old, on libcrypto.
struct SMSubject: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let options: SMOptions

    static let all: [SMSubject] =
        VendoredSM4Kernel.supported.map { kernel in
            var options = SMOptions(provider: .vendored)
            options.kernelName = kernel.name
            return SMSubject(testDescription: "CSM4 \(kernel.name)", options: options)
        } + [
            SMSubject(testDescription: "libgcrypt", options: SMOptions(provider: .libgcrypt)),
            SMSubject(testDescription: "CSM4, SM3 of libcrypto", options: .withoutLibgcrypt),
        ]

    /// Whether tests that take minutes were asked for.
    static let isLong = ProcessInfo.processInfo.environment["HUFU_LONG"] == "1"

    func load() throws -> SMEdition { try SMEdition(options: options) }

    /// SM4's bare block cipher of the subject.
    func blockCipher(key: [UInt8]) throws -> (_ block: [UInt8]) throws -> [UInt8] {
        let edition = try load()
        switch edition.modules.cipher {
        case .vendored(let kernel):
            return { block in kernel.encryptBlock(block, key: KeyMaterial(knownBytes: key)) }
        case .libgcrypt:
            let cipher = try GcryptBlockCipher(key: key)
            return { block in try cipher.encrypt(block) }
        }
    }
}

extension SMOptions {
    fileprivate static var withoutLibgcrypt: SMOptions {
        var options = SMOptions()
        options.simulatesOldLibgcrypt = true
        return options
    }
}
