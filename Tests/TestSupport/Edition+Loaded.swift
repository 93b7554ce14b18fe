// SPDX-License-Identifier: Apache-2.0
package import CryptoEditions

extension Edition {
    /// The edition as it loads by default, loaded once in the process.
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
    static let fips = Result { try Edition.fips.load() }
    static let smCrypto = Result { try Edition.smCrypto.load() }
}
