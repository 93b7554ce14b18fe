// SPDX-License-Identifier: Apache-2.0
public import FIPSEdition
public import SMEdition

/// How an edition is to be loaded. Only the part of the edition that is loaded counts.
public struct EditionOptions: Sendable, Equatable {
    /// Of the FIPS edition.
    public var fips: FIPSOptions
    /// Of the SM-CRYPTO edition.
    public var sm: SMOptions

    /// The editions as they are meant to run; each setting may be changed.
    public init(fips: FIPSOptions = FIPSOptions(), sm: SMOptions = SMOptions()) {
        self.fips = fips
        self.sm = sm
    }
}
