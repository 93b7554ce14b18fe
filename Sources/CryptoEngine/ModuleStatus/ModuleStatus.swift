// SPDX-License-Identifier: Apache-2.0

/// What an auditor asks of an edition: the module and its file, the probes, the generators, and how each operation stands.
/// Facts of this process; no claim of certification.
package struct ModuleStatus: Sendable, Encodable {
    /// What computes.
    package struct Module: Sendable, Encodable {
        /// Its library's name of it: `fips`, or `default`.
        package let name: String
        package let version: String
        package let buildInformation: String
        /// The file that its code was loaded from; nil where the system does not tell.
        package let path: String?
        /// The configuration that activates it; nil in `algorithms-only`.
        package let configuration: String?

        package init(name: String, version: String, buildInformation: String, path: String?, configuration: String?) {
            self.name = name
            self.version = version
            self.buildInformation = buildInformation
            self.path = path
            self.configuration = configuration
        }
    }

    /// The sub-mode.
    package let level: ValidationStatus.Level
    package let module: Module
    /// The library that loads the module and talks to it.
    package let library: SelfTestReport.Library
    package let probes: [ProbeOutcome]
    package let generators: [RandomGenerator]
    /// What the primary generator is seeded from; nil where the library finds no source among its providers, and hands the
    /// operating system's randomness to them.
    package let seed: RandomGenerator.Seed?
    package let operations: [OperationIndicator]

    /// Whether everything is computed by the module that the configuration names, and each probe holds. Says nothing of a
    /// certificate.
    package var isOnNamedModule: Bool { level == .validatedModule && probes.allSatisfy { $0.verdict == .holds } }

    package init(
        level: ValidationStatus.Level, module: Module, library: SelfTestReport.Library, probes: [ProbeOutcome],
        generators: [RandomGenerator], seed: RandomGenerator.Seed?, operations: [OperationIndicator]
    ) {
        self.level = level
        self.module = module
        self.library = library
        self.probes = probes
        self.generators = generators
        self.seed = seed
        self.operations = operations
    }
}
