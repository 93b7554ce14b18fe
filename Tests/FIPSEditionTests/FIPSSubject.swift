// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import FIPSEdition
import TestSupport
import Testing

/// A sub-mode of the FIPS edition as a subject of official vectors: `algorithms-only`, and `validated-module` where
/// `HUFU_FIPS_MODULE_CONFIG` names a module's configuration.
struct FIPSSubject: Sendable, CustomTestStringConvertible {
    let testDescription: String
    private let options: FIPSOptions

    /// RSAES-PKCS1-v1_5 is on, so that its vectors run too.
    static let all: [FIPSSubject] = {
        let defaultProvider = FIPSSubject(
            testDescription: "algorithms-only", options: FIPSOptions(allowPKCS1v15: true))
        guard let module = FIPSModule.configuration else {
            return [defaultProvider]
        }
        let options = FIPSOptions(moduleConfig: module, allowPKCS1v15: true)
        return [defaultProvider, FIPSSubject(testDescription: "validated-module", options: options)]
    }()

    func load() throws -> FIPSEdition { try FIPSEdition(options: options) }
}
