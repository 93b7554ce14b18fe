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
        var subjects: [EncryptorContract] = []
        for subject in FIPSLoad.all {
            let edition = try subject.load()
            subjects.append(EncryptorContract("\(subject), buffered", of: edition, nonces: .buffered))
            subjects.append(EncryptorContract("\(subject), per call", of: edition, nonces: .perCall))
        }
        for provider in [SM4Provider.vendored, .libgcrypt] {
            let edition = try Edition.smCrypto.load(EditionOptions(sm: SMOptions(provider: provider)))
            subjects.append(EncryptorContract("sm-crypto, \(provider), per call", of: edition, nonces: .perCall))
        }
        return subjects
    }
}
