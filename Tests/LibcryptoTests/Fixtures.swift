// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Libcrypto
import TestSupport
import Testing

/// One context on the default provider for all tests of this module.
let library = LibrarySubject.defaultProvider.context

/// A library context as a subject: on the default provider, and on the FIPS module where ``FIPSModule`` names one.
struct LibrarySubject: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Opened once in the process.
    let context: Result<LibraryContext, CryptoError>
    let isModule: Bool

    static let defaultProvider = LibrarySubject(
        testDescription: "default provider",
        context: Result { () throws(CryptoError) in
            try LibraryContext(propertyQuery: "provider=default", moduleConfiguration: nil)
        }, isModule: false)

    /// The module; without elements where none is named.
    static let modules = [FIPSModule.configuration].compactMap { $0 }.map { configuration in
        LibrarySubject(
            testDescription: "FIPS module",
            context: Result { () throws(CryptoError) in
                try LibraryContext(propertyQuery: "fips=yes", moduleConfiguration: configuration)
            }, isModule: true)
    }

    static let all = [defaultProvider] + modules

    /// The pairs that it can make: SM2 is no approved algorithm.
    var keySpecs: [AsymmetricKeySpec] { isModule ? [.rsa2048, .p256] : AsymmetricKeySpec.allCases }

    /// The pairs for import that it can make.
    var wrappingKeySpecs: [WrappingKeySpec] { WrappingKeySpec.allCases.filter { keySpecs.contains($0.keySpec) } }
}
