// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// A way of loading the FIPS edition: by default, and on the module where ``FIPSModule`` names one.
struct FIPSLoad: Sendable, CustomTestStringConvertible, CustomStringConvertible {
    let description: String
    let options: EditionOptions

    var testDescription: String { description }

    static let all =
        [FIPSLoad(description: "fips", options: EditionOptions())]
        + (FIPSModule.configuration == nil
            ? [] : [FIPSLoad(description: "fips module", options: FIPSModule.editionOptions)])

    func load() throws -> any CryptoEdition { try Edition.fips.load(options) }
}
