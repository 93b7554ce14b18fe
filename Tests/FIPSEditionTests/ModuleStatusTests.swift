// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import FIPSEdition

/// What the edition says of its module, in either sub-mode.
@Suite struct ModuleStatusTests {
    @Test(arguments: FIPSSubject.all)
    func `every probe that applies holds, and the negative one applies to a module`(subject: FIPSSubject) throws {
        let status = try subject.load().examineModule()
        let isModule = status.level == .validatedModule
        let (positive, negative) = (status.probes.dropLast(), try #require(status.probes.last))
        #expect(positive.count == 11 && positive.allSatisfy { $0.expects == .offered && $0.verdict == .holds })
        #expect(negative.expects == .absent && negative.algorithm == "MD5" && negative.isOffered == !isModule)
        #expect(negative.verdict == (isModule ? .holds : .notApplicable))
        #expect(status.isOnNamedModule == isModule)
    }

    @Test func `a probe that fails is listed as failing`() throws {
        let library = try FIPSEdition().algorithms.library
        let outcomes = ProviderProbe(library: library, subMode: .validatedModule(configuration: "none")).outcomes()
        #expect(outcomes.count == 12 && outcomes.allSatisfy { $0.verdict == .fails })
    }

    @Test(arguments: FIPSSubject.all)
    func `module, file and generators are the provider's own`(subject: FIPSSubject) throws {
        let status = try subject.load().examineModule()
        let name = status.level == .validatedModule ? "fips" : "default"
        #expect(status.module.name == name && status.module.version.hasPrefix("3."))
        #expect(status.module.path?.hasPrefix("/") == true)
        #expect((status.module.path == status.library.path) == (name == "default"))
        #expect(status.generators.map(\.role) == [.primary, .private, .public])
        #expect(status.generators.allSatisfy { $0.provider == name && $0.strengthBits == 256 && $0.isReady })
        if name == "default" { #expect(status.seed == RandomGenerator.Seed(name: "SEED-SRC", provider: "default")) }
    }

    @Test func `nothing is approved without a validated module, and nothing becomes so by one`() {
        for allowed in [true, false] {
            for rule in OperationRule.all(allowsPKCS1v15: allowed) {
                let (without, with) = (rule.indicator(at: .algorithmsOnly), rule.indicator(at: .validatedModule))
                #expect(without.indicator != .approved)
                #expect(with.indicator == with.algorithmStanding && with.algorithmStanding == without.algorithmStanding)
                #expect((without.indicator == with.indicator) == (rule.standing != .approved))
            }
        }
    }

    /// Every function of the status has an operation, and PKCS #1 v1.5 is never an approved one.
    @Test func `the table of operations has what the edition computes`() throws {
        let edition = try FIPSEdition(options: FIPSOptions(allowPKCS1v15: true))
        let operations = try edition.examineModule().operations
        let algorithms = [
            "AES-256-GCM", "SHA-256", "HMAC-SHA-256", "KBKDF", "CTR_DRBG", "RSA-2048", "RSAES-OAEP", "RSASSA-PSS",
            "RSASSA-PKCS1-v1_5", "P-256", "ECDSA", "HMAC-SHA-1",
        ]
        for algorithm in algorithms {
            #expect(operations.contains { $0.algorithm.hasPrefix(algorithm) && $0.algorithmStanding == .approved })
        }
        #expect(edition.status.parts.count == algorithms.count + 1)
        #expect(operations.first { $0.algorithm == "RSAES-PKCS1-v1_5" }?.indicator == .notApproved)
    }
}
