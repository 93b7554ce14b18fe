// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// How the FIPS edition is to load.
public struct FIPSOptions: Sendable, Equatable {
    /// Whether the edition may run without a validated module.
    public enum ModuleRequirement: String, Sendable, CaseIterable, Codable {
        /// Without a module configuration the edition runs as `algorithms-only`, and says so.
        case optional
        /// Without a module that loads and passes every probe, the edition does not load.
        case required
    }

    /// Whether a validated module is demanded.
    public var module: ModuleRequirement

    /// Path of the OpenSSL configuration that activates the module (`fips_config(5)`); nil for none.
    ///
    /// When named, that module loads, or nothing does.
    public var moduleConfig: String?

    /// Whether import offers RSAES-PKCS1-v1_5, which is not approved for key transport (SP 800-131A r2 §6).
    public var allowPKCS1v15: Bool

    /// Options that differ from the default where given.
    public init(module: ModuleRequirement = .optional, moduleConfig: String? = nil, allowPKCS1v15: Bool = false) {
        self.module = module
        self.moduleConfig = moduleConfig
        self.allowPKCS1v15 = allowPKCS1v15
    }

    /// The sub-mode, which follows from the options and never from what happens to be installed.
    ///
    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` when the options contradict each other.
    func subMode() throws(CryptoError) -> SubMode {
        if module == .required, allowPKCS1v15 {
            throw .moduleUnavailable(
                reason: "fips.module is 'required', but import.allowPKCS1v15 adds a function that no module validates: "
                    + "set one of them back.")
        }
        if let moduleConfig { return .validatedModule(configuration: moduleConfig) }
        guard module == .optional else {
            throw .moduleUnavailable(
                reason: "fips.module is 'required', but fips.moduleConfig names no module configuration.")
        }
        return .algorithmsOnly
    }
}
