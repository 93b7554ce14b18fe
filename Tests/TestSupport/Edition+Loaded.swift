// SPDX-License-Identifier: Apache-2.0
package import CryptoEditions

extension Edition {
    /// The edition, loaded once in the process: FIPS on the module where ``FIPSModule`` names one, else by default.
    package func loaded() throws -> any CryptoEdition {
        switch self {
        case .fips: try LoadedEditions.fips.get()
        case .smCrypto: try LoadedEditions.smCrypto.get()
        }
    }

    /// The edition that is not this one.
    package var other: Edition { self == .fips ? .smCrypto : .fips }
}

private enum LoadedEditions {
    static let fips = Result { try Edition.fips.load(FIPSModule.editionOptions) }
    static let smCrypto = Result { try Edition.smCrypto.load() }
}
