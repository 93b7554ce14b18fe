// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import Foundation

/// What `hufu fips status` found.
struct FIPSReport: Encodable {
    private let edition = Edition.fips
    /// The edition loaded, whatever it runs on.
    private let passed = true
    /// Whether everything is computed by the module that the configuration names, and every probe holds.
    private let isOnNamedModule: Bool
    private let status: ModuleStatus
    /// SHA-256 of the module's file; nil where it cannot be read, such as after it was replaced.
    private let moduleSHA256: String?
    private let certificate: String
    /// What `approved` among the indicators depends on.
    private let condition = "Approved holds only if a certificate covers this module as it runs here."

    /// - Throws: `CryptoError` when the edition cannot hash.
    init(_ status: ModuleStatus, hashedBy edition: any CryptoEdition) throws(CryptoError) {
        self.status = status
        isOnNamedModule = status.isOnNamedModule
        if let path = status.module.path, let file = FileManager.default.contents(atPath: path) {
            moduleSHA256 = Hex.text(of: try edition.hash([UInt8](file).span))
        } else {
            moduleSHA256 = nil
        }
        certificate =
            switch status.level {
            case .validatedModule:
                "hufu knows none: look fips provider \(status.module.version) up in NIST's list, and compare build and platform "
                    + "with its security policy: \(Self.list)"
            case .algorithmsOnly: "none: OpenSSL's default provider is no validated module"
            }
    }

    /// NIST's search over validated modules.
    private static let list =
        "https://csrc.nist.gov/projects/cryptographic-module-validation-program/validated-modules/search"

    /// Prints it for people.
    func show() {
        showModule()
        Terminal.print("\nprobes")
        Terminal.print(table: status.probes.map(row), indentedBy: 2)
        Terminal.print("\nrandom")
        Terminal.print(table: status.generators.map(row), indentedBy: 2)
        Terminal.print("  seeded from: \(seed)")
        Terminal.print("\nindicators\(status.level == .validatedModule ? ", if a certificate covers this module" : "")")
        for operation in status.operations {
            let indicator = operation.indicator.rawValue.padding(toLength: 14, withPad: " ", startingAt: 0)
            Terminal.print("  \(indicator)\(operation.operation): \(operation.algorithm)")
            Terminal.print(String(repeating: " ", count: 16) + operation.reason)
        }
        Terminal.print("\n\(conclusion)")
    }

    private func showModule() {
        let module = status.module
        let build = module.buildInformation == module.version ? "" : " (\(module.buildInformation))"
        Terminal.print(fields: [
            ("edition", edition.rawValue),
            ("sub-mode", status.level.rawValue),
            ("module", "OpenSSL provider '\(module.name)' \(module.version)\(build)"),
            ("file", module.path ?? "the system does not tell"),
            ("SHA-256", moduleSHA256 ?? "the file cannot be read, or was replaced since it was loaded"),
            ("configuration", module.configuration ?? "none (fips.moduleConfig)"),
            ("loaded by", "\(status.library.version), \(status.library.path ?? "linked in")"),
            ("certificate", certificate),
        ])
    }

    private func row(of probe: ProbeOutcome) -> [String] {
        let found = probe.isOffered ? "is offered" : "is not offered"
        let kind = probe.expects == .offered ? "positive" : "negative"
        return [
            probe.verdict.rawValue, kind, "\(probe.algorithm) (\(probe.kind))", "\(found) to '\(probe.propertyQuery)'",
        ]
    }

    private func row(of generator: RandomGenerator) -> [String] {
        let mechanism = generator.cipher.map { "\(generator.mechanism), \($0)" } ?? generator.mechanism
        return [
            generator.role.rawValue, mechanism, "\(generator.strengthBits) bits", "provider \(generator.provider)",
            generator.isReady ? "ready" : "NOT READY",
        ]
    }

    private var seed: String {
        guard let source = status.seed else {
            return "the operating system, through libcrypto: OpenSSL finds no seed source among the providers"
        }
        return "\(source.name) of provider \(source.provider)"
    }

    private var conclusion: String {
        switch status.level {
        case .algorithmsOnly:
            "This is no validated module: approved algorithms from OpenSSL's default provider, and no operation is an approved "
                + "service. Where validation is demanded, set fips.moduleConfig and fips.module: required."
        case .validatedModule:
            "All \(status.probes.count) probes hold: everything comes from the module that the configuration names. Whether it "
                + "is a validated one, its certificate says, and hufu has none of its own."
        }
    }
}
