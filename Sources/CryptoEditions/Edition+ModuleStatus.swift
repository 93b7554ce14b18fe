// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
internal import FIPSEdition

extension Edition {
    /// Loads the FIPS edition, and says what module it runs on.
    ///
    /// - Throws: as ``load(_:)``.
    package static func loadFIPS(
        _ options: EditionOptions = EditionOptions()
    ) throws(CryptoError) -> (edition: any CryptoEdition, module: ModuleStatus) {
        let edition = try FIPSEdition(options: options.fips)
        return (edition, try edition.examineModule())
    }
}
