// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// The two honest ways in which the FIPS edition runs.
enum SubMode: Equatable {
    /// Approved algorithms from OpenSSL's default provider, which is not validated.
    case algorithmsOnly
    /// Everything from the module that this OpenSSL configuration activates.
    case validatedModule(configuration: String)

    /// What every fetch asks for. The default provider answers nothing to `fips=yes`.
    var propertyQuery: String {
        switch self {
        case .algorithmsOnly: "provider=default"
        case .validatedModule: "fips=yes"
        }
    }

    var moduleConfiguration: String? {
        switch self {
        case .algorithmsOnly: nil
        case .validatedModule(let configuration): configuration
        }
    }

    /// How far a function goes that the sub-mode's provider computes.
    var level: ValidationStatus.Level {
        switch self {
        case .algorithmsOnly: .algorithmsOnly
        case .validatedModule: .validatedModule
        }
    }
}
