// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
import Libcrypto

extension FIPSEdition {
    /// Looks at the module anew: probes, generators and indicators are of this moment.
    ///
    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` without a provider; ``CryptoError/backend(_:)`` when the library
    ///   gives no generator.
    package func examineModule() throws(CryptoError) -> ModuleStatus {
        let (library, subMode) = (algorithms.library, algorithms.subMode)
        guard let provider = library.providers.first else {
            throw .moduleUnavailable(reason: "OpenSSL's context has no provider.")
        }
        return ModuleStatus(
            level: subMode.level,
            module: ModuleStatus.Module(
                name: provider.name, version: provider.version, buildInformation: provider.buildInformation,
                path: provider.filePath, configuration: subMode.moduleConfiguration),
            library: SelfTestReport.Library(
                name: "OpenSSL libcrypto", version: LibraryContext.versionText, path: LibraryContext.libraryPath),
            probes: ProviderProbe(library: library, subMode: subMode).outcomes(),
            generators: try library.generators(), seed: library.seed,
            operations: OperationRule.all(allowsPKCS1v15: wrappingAlgorithms.contains(.rsaesPKCS1v15)).map {
                $0.indicator(at: subMode.level)
            })
    }
}
