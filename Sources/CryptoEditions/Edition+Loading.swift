// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
internal import FIPSEdition
internal import SMEdition

extension Edition {
    /// Finds the edition's libraries, runs its self-tests and loads it. Some 10 to 50 ms; load once and keep the value.
    ///
    /// Fails closed: what the options ask for is used, or nothing is, and no other edition ever stands in.
    ///
    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` when a module or library that was asked for is missing or
    ///   unfit; ``CryptoError/selfTestFailed(name:)``; ``CryptoError/backend(_:)``.
    public func load(_ options: EditionOptions = EditionOptions()) throws(CryptoError) -> any CryptoEdition {
        try load(options, faultyTest: nil)
    }

    /// Loads with a fault planted in one self-test, to see it refuse.
    ///
    /// - Throws: ``CryptoError/selfTestFailed(name:)`` with that name.
    package func load(
        _ options: EditionOptions = EditionOptions(), faultyTest: String?
    ) throws(CryptoError) -> any CryptoEdition {
        switch self {
        case .fips: try FIPSEdition(options: options.fips, faultyTest: faultyTest)
        case .smCrypto: try SMEdition(options: options.sm, faultyTest: faultyTest)
        }
    }

    /// Loads the edition for official vectors, which give their nonces.
    ///
    /// - Throws: as ``load(_:)``.
    package func loadVectorPort(
        _ options: EditionOptions = EditionOptions()
    ) throws(CryptoError) -> any VectorPort {
        switch self {
        case .fips: try FIPSEdition(options: options.fips, faultyTest: nil)
        case .smCrypto: try SMEdition(options: options.sm, faultyTest: nil)
        }
    }
}
