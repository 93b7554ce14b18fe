// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import SMEdition

/// Imports as owners make them: with the `openssl` command, and with the edition's own wrapping.
@Suite struct SMImportTests {
    private static let material = [UInt8](0xA0...0xAF)
    private let edition: SMEdition

    init() throws { edition = try SMEdition() }

    /// One RSA pair for all tests: making one takes some 0.3 s.
    private static let rsaPair = Result { try SMEdition().makeImportKeyPair(.rsa2048) }

    private func pair(_ spec: WrappingKeySpec) throws -> any ImportKeyPair {
        switch spec {
        case .rsa2048: try Self.rsaPair.get()
        case .sm2: try edition.makeImportKeyPair(.sm2)
        }
    }

    /// What `openssl pkeyutl -encrypt` makes of the material under a public key.
    private func wrapWithCommand(_ publicKeyDER: [UInt8], _ algorithm: WrappingAlgorithm) throws -> [UInt8] {
        let options =
            switch algorithm {
            case .rsaesPKCS1v15: ["rsa_padding_mode:pkcs1"]
            case .rsaesOAEPSHA1: ["rsa_padding_mode:oaep", "rsa_oaep_md:sha1", "rsa_mgf1_md:sha1"]
            case .rsaesOAEPSHA256: ["rsa_padding_mode:oaep", "rsa_oaep_md:sha256", "rsa_mgf1_md:sha256"]
            case .sm2PKE: [] as [String]
            }
        let openssl = try OpenSSLCommand()
        try openssl.write(publicKeyDER, to: "public.der")
        try openssl.write(Self.material, to: "material")
        let command = "pkeyutl -encrypt -pubin -keyform DER -inkey public.der -in material -out wrapped"
        try #require(try openssl.run(command + options.map { " -pkeyopt \($0)" }.joined()) == 0)
        return try openssl.read("wrapped")
    }

    @Test(arguments: WrappingAlgorithm.allCases)
    func `unwraps what the openssl command wrapped`(algorithm: WrappingAlgorithm) throws {
        let pair = try pair(algorithm.keySpec)
        let wrapped = try wrapWithCommand(pair.publicKeyDER, algorithm)
        let material = try pair.unwrap(wrapped.span, algorithm: algorithm, keyByteCount: 16)
        #expect(material.exposed() == Self.material)
    }

    @Test(arguments: WrappingAlgorithm.allCases)
    func `a pair that rested as PKCS#8 unwraps what the edition wrapped`(algorithm: WrappingAlgorithm) throws {
        let made = try pair(algorithm.keySpec)
        let pair = try edition.loadImportKeyPair(algorithm.keySpec, privateKey: made.privateKey())
        #expect(pair.publicKeyDER == made.publicKeyDER)
        let wrapped = try edition.wrapForImport(
            KeyMaterial(knownBytes: Self.material), publicKeyDER: pair.publicKeyDER.span, algorithm: algorithm)
        let material = try pair.unwrap(wrapped.span, algorithm: algorithm, keyByteCount: 16)
        #expect(material.exposed() == Self.material)
    }

    @Test func `the openssl command decrypts what the edition wrapped with SM2`() throws {
        let pair = try pair(.sm2)
        let wrapped = try edition.wrapForImport(
            KeyMaterial(knownBytes: Self.material), publicKeyDER: pair.publicKeyDER.span, algorithm: .sm2PKE)
        let openssl = try OpenSSLCommand()
        try openssl.write(pair.privateKey().exposed(), to: "private.der")
        try openssl.write(wrapped, to: "wrapped")
        let command = "pkeyutl -decrypt -keyform DER -inkey private.der -in wrapped -out opened"
        #expect(try openssl.run(command) == 0)
        #expect(try openssl.read("opened") == Self.material)
    }

    @Test func `unwraps SM2 as raw C1 ‖ C3 ‖ C2, too (GB/T 32918.4 §6)`() throws {
        let pair = try pair(.sm2)
        for _ in 0..<8 {  // leading zeros and sign bytes of x and y differ from one to the next
            let der = try wrapWithCommand(pair.publicKeyDER, .sm2PKE)
            let raw = try #require(rawCiphertext(of: der))
            #expect(raw.count == 1 + 64 + 32 + 16)
            let material = try pair.unwrap(raw.span, algorithm: .sm2PKE, keyByteCount: 16)
            #expect(material.exposed() == Self.material)
        }
    }

    @Test(arguments: WrappingAlgorithm.allCases)
    func `refuses every altered ciphertext with one error`(algorithm: WrappingAlgorithm) throws {
        let pair = try pair(algorithm.keySpec)
        let wrapped = try edition.wrapForImport(
            KeyMaterial(knownBytes: Self.material), publicKeyDER: pair.publicKeyDER.span, algorithm: algorithm)
        for offset in stride(from: 0, to: wrapped.count, by: 7) {
            var altered = wrapped
            altered[offset] ^= 0x10
            #expect(throws: CryptoError.unwrapFailed, "byte \(offset)") {
                _ = try pair.unwrap(altered.span, algorithm: algorithm, keyByteCount: 16)
            }
        }
        for count in [0, 1, wrapped.count - 1] {
            #expect(throws: CryptoError.unwrapFailed, "first \(count) bytes") {
                _ = try pair.unwrap(Array(wrapped.prefix(count)).span, algorithm: algorithm, keyByteCount: 16)
            }
        }
    }

    @Test(arguments: [WrappingAlgorithm.rsaesOAEPSHA1, .rsaesOAEPSHA256, .sm2PKE], [15, 17, 24, 32])
    func `says how long material must be`(algorithm: WrappingAlgorithm, byteCount: Int) throws {
        let pair = try pair(algorithm.keySpec)
        let wrapped = try edition.wrapForImport(
            KeyMaterial(knownBytes: [UInt8](repeating: 7, count: byteCount)), publicKeyDER: pair.publicKeyDER.span,
            algorithm: algorithm)
        #expect(throws: CryptoError.wrongKeyLength(expected: 16, actual: byteCount)) {
            _ = try pair.unwrap(wrapped.span, algorithm: algorithm, keyByteCount: 16)
        }
    }

    @Test func `a pair takes its own kind of algorithm only`() throws {
        let pair = try pair(.sm2)
        let wrapped = [UInt8](repeating: 1, count: 256)
        #expect(throws: CryptoError.unsupportedAlgorithm(name: "RSAES_OAEP_SHA_256", edition: .smCrypto)) {
            _ = try pair.unwrap(wrapped.span, algorithm: .rsaesOAEPSHA256, keyByteCount: 16)
        }
    }

    @Test(arguments: WrappingKeySpec.allCases)
    func `refuses what is no key of the kind`(spec: WrappingKeySpec) throws {
        let other = try pair(spec == .sm2 ? .rsa2048 : .sm2)
        let kind = "\(spec.rawValue) private key (DER PKCS#8)"
        #expect(throws: CryptoError.malformedKey(kind: kind)) {
            _ = try edition.loadImportKeyPair(spec, privateKey: other.privateKey())
        }
        #expect(throws: CryptoError.malformedKey(kind: kind)) {
            _ = try edition.loadImportKeyPair(spec, privateKey: KeyMaterial(knownBytes: [1, 2, 3]))
        }
    }

    /// `04 ‖ x ‖ y ‖ C3 ‖ C2` of GM/T 0009's SEQUENCE { INTEGER x, INTEGER y, OCTET STRING C3, OCTET STRING C2 }, whose
    /// lengths all fit one byte here.
    private func rawCiphertext(of der: [UInt8]) -> [UInt8]? {
        guard der.count > 2, der[0] == 0x30, Int(der[1]) == der.count - 2 else { return nil }
        var rest = der[2...]
        var raw: [UInt8] = [4]
        while let tag = rest.popFirst(), let count = rest.popFirst() {
            var value = Array(rest.prefix(Int(count)))
            rest = rest.dropFirst(Int(count))
            if tag == 2 {
                value = Array(value.drop { $0 == 0 })
                value = [UInt8](repeating: 0, count: 32 - value.count) + value
            }
            raw += value
        }
        return raw
    }
}
