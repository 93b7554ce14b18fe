// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Testing

@Suite struct EditionTests {
    @Test func `an edition has one name, one key length and one byte`() throws {
        #expect(try Edition(named: "fips") == .fips && Edition(named: "sm-crypto") == .smCrypto)
        #expect(Edition.allCases.map(\.keyByteCount) == [32, 16])
        #expect(Edition.allCases.map(\.formatByte) == [1, 2])
        #expect((0...255).compactMap { Edition(formatByte: $0) } == [.fips, .smCrypto])
    }

    @Test(arguments: ["", "FIPS", "Fips", "sm", "sm_crypto", "SM-CRYPTO", "fips ", "default"])
    func `any other name is refused, and told the right ones`(name: String) {
        #expect(throws: CryptoError.unknownEdition(name)) { try Edition(named: name) }
        #expect(CryptoError.unknownEdition(name).description.contains("fips, sm-crypto"))
    }

    @Test func `every error says what is wrong and what to do`() {
        let failure = BackendFailure(call: "EVP_X", codes: ["no such algorithm"])
        let errors: [CryptoError] = [
            .authenticationFailed, .wrongKeyLength(expected: 32, actual: 16), .bufferTooSmall(needed: 5),
            .tooLong(limit: 7), .keyExhausted, .unwrapFailed, .malformedKey(kind: "RSA key"),
            .unsupportedAlgorithm(name: "MD5", edition: .fips), .unknownEdition("x"), .selfTestFailed(name: "y"),
            .moduleUnavailable(reason: "No module."), .randomUnavailable, .backend(failure),
        ]
        for error in errors { #expect(error.description.contains("."), "\(error)") }
        #expect(Set(errors.map(\.description)).count == errors.count)
        #expect(CryptoError.backend(failure).description.contains("EVP_X failed (no such algorithm)"))
    }
}
