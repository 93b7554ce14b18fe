// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// The contract on what integrators get: each edition, each provider of SM4, both ways of drawing nonces.
@Suite struct EncryptorContractTests {
    @Test(arguments: try subjects(), EncryptorContract.publicClauses)
    func `every edition's encryptors keep the contract`(
        subject: EncryptorContract, clause: EncryptorContract.Clause
    ) async throws {
        try await clause.check(subject)
    }

    private static func subjects() throws -> [EncryptorContract] {
        var subjects = [EncryptorContract("fips, buffered", of: try Edition.fips.load(), nonces: .buffered)]
        subjects.append(EncryptorContract("fips, per call", of: try Edition.fips.load(), nonces: .perCall))
        for provider in [SM4Provider.vendored, .libgcrypt] {
            let edition = try Edition.smCrypto.load(EditionOptions(sm: SMOptions(provider: provider)))
            subjects.append(EncryptorContract("sm-crypto, \(provider), per call", of: edition, nonces: .perCall))
        }
        return subjects
    }
}
