// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// The approved-service indicator of audit records: never without a validated module, never for what NIST does not approve,
/// never for a refusal. Run on a module as well, it is there for everything else.
@Suite struct ApprovedServiceTests {
    @Test(arguments: Edition.allCases)
    func `what is answered with approved functions is an approved service of a validated module`(
        edition: Edition
    ) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let isValidated = fixture.edition.status.level == .validatedModule
        let symmetric = try await fixture.key("symmetric").id
        let sealed = try await service.encrypt([7], under: .id(symmetric), for: caller)
        _ = try await service.decrypt(sealed.bytes, for: caller)
        let signer = try await service.createKey(
            KeyRequest(alias: KeyAlias("signer"), usage: edition.signingUsage), for: caller
        ).id
        let algorithm = edition.signatureAlgorithm
        let digest = [UInt8](repeating: 9, count: 32)
        let signature = try await service.sign(digest, with: .id(signer), algorithm: algorithm, for: caller)
        let isGood = try await service.verify(
            signature.bytes, of: digest, with: .id(signer), algorithm: algorithm, for: caller)
        #expect(isGood)
        var records = try await fixture.auditRecords()
        #expect(records.count >= 6 && records.allSatisfy { $0.approvedService == isValidated })
        let before = records.count
        _ = try await service.sign(digest, as: .digest, with: .id(signer), algorithm: algorithm, for: caller)
        _ = try await service.verify(
            signature.bytes, of: digest, as: .digest, with: .id(signer), algorithm: algorithm, for: caller)
        try await service.disableKey(.id(symmetric), for: caller)
        await #expect(throws: KeyServiceError.self) {
            try await service.encrypt([7], under: .id(symmetric), for: caller)
        }
        records = Array(try await fixture.auditRecords().dropFirst(before))
        #expect(records.map(\.action) == [.signByAsymmetricKey, .verifyByAsymmetricKey, .disableKey, .encrypt])
        #expect(records.map(\.approvedService) == [false, false, isValidated, false])
    }

    @Test(arguments: WrappingAlgorithm.allCases)
    func `an import is one by the padding of its wrapping`(algorithm: WrappingAlgorithm) async throws {
        for edition in Edition.allCases {
            let fixture = try await KeyServiceFixture(edition)
            guard fixture.edition.wrappingAlgorithms.contains(algorithm) else { continue }
            let key = try await fixture.key("external", origin: .external)
            let parameters = try await fixture.service.parametersForImport(
                .id(key.id), algorithm: algorithm, for: fixture.caller)
            let receipt = try await fixture.submit(fixture.material(), parameters)
            #expect(receipt.algorithm == algorithm)
            let record = try #require(try await fixture.auditRecords().last { $0.action == .importKeyMaterial })
            let isValidated = fixture.edition.status.level == .validatedModule
            #expect(record.approvedService == (isValidated && algorithm.isApproved))
        }
    }

    @Test func `approved for key transport is OAEP alone`() {
        #expect(WrappingAlgorithm.allCases.filter(\.isApproved) == [.rsaesOAEPSHA1, .rsaesOAEPSHA256])
        #expect(EncryptionAlgorithm.allCases.filter(\.isApproved) == [.rsaesOAEPSHA1, .rsaesOAEPSHA256])
    }
}

extension Edition {
    fileprivate var signingUsage: KeyUsage { self == .fips ? .asymmetricSignVerifyECC : .asymmetricSignVerifySM2 }
    fileprivate var signatureAlgorithm: SignatureAlgorithm { self == .fips ? .eccP256R1 : .sm2DSA }
}
