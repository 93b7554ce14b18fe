// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import CryptoEngine
import TestSupport
import VectorSuites

/// Both editions with everything that computes in them, loaded once.
enum BothEditions {
    static func runner() throws -> SuiteRunner { try loaded.get() }

    private static let loaded = Result {
        let ports = [try Edition.fips.loadVectorPort(FIPSModule.editionOptions), try Edition.smCrypto.loadVectorPort()]
        return SuiteRunner(ports) { _ in "" }
    }
}
