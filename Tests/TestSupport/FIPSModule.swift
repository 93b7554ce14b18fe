// SPDX-License-Identifier: Apache-2.0
package import CryptoEditions
import Foundation
package import Testing

/// The OpenSSL FIPS module that tests of the `validated-module` sub-mode run on (`make test-validated-module`).
package enum FIPSModule {
    /// Path of its OpenSSL configuration: what `HUFU_FIPS_MODULE_CONFIG` says, nil where that is not set.
    package static let configuration = ProcessInfo.processInfo.environment["HUFU_FIPS_MODULE_CONFIG"]

    /// Options that load the FIPS edition on the module where there is one, else as it loads by default.
    package static let editionOptions = EditionOptions(fips: FIPSOptions(moduleConfig: configuration))
}

extension Trait where Self == ConditionTrait {
    /// Runs the test only where a module is named; else it is reported as skipped, with the reason.
    package static var fipsModule: Self {
        .enabled(
            if: FIPSModule.configuration != nil,
            "HUFU_FIPS_MODULE_CONFIG names no module configuration: run `make test-validated-module`")
    }
}
