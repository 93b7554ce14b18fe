// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// Key derivation through the laboratory's door of the FIPS edition.
@Suite struct VectorPortDerivationTests {
    /// RFC 5869 A.1, A.3, A.4.
    @Test(arguments: FIPSLoad.all) func `HKDF of RFC 5869`(load: FIPSLoad) throws {
        let port = try load.port()
        let key = [UInt8](repeating: 0x0B, count: 22)
        let salt = [UInt8](0...12)
        let info = [UInt8](0xF0...0xF9)
        let output = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
        let extracted = "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"
        try port.expect(.derive(.hkdf(.sha256, key: key, salt: salt, info: info), byteCount: 42), answers: output)
        try port.expect(.derive(.hkdfExtract(.sha256, key: key, salt: salt), byteCount: 32), answers: extracted)
        try port.expect(
            .derive(.hkdfExpand(.sha256, key: bytes(hex: extracted), info: info), byteCount: 42), answers: output)
        try port.expect(
            .derive(.hkdf(.sha256, key: key, salt: [], info: []), byteCount: 42),
            answers: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
        try port.expect(
            .derive(.hkdf(.sha1, key: Array(key.prefix(11)), salt: salt, info: info), byteCount: 42),
            answers: "085a01ea1b10f36933068b56efa5ad81a4f14b822f5b091568a9cdd4f155fda2c22e422478d305f3f896")
        try port.expectRefusal(
            of: .derive(.hkdf(.sha256, key: key, salt: salt, info: info), byteCount: 255 * 32 + 1))
        try port.expectRefusal(of: .derive(.hkdfExpand(.sha256, key: key, info: info), byteCount: 255 * 32 + 1))
        try port.expectRefusal(of: .derive(.hkdfExtract(.sha256, key: key, salt: salt), byteCount: 31))
        try port.expectNoOffer(
            of: .derive(.hkdf(.sha256, key: key, salt: salt, info: info), byteCount: 0), saying: "HKDF-SHA-256")
    }

    /// RFC 6070, RFC 7914 §11.
    @Test(arguments: FIPSLoad.all) func `PBKDF2 of RFC 6070 and RFC 7914`(load: FIPSLoad) throws {
        let port = try load.port()
        func pbkdf2(
            _ hash: VectorAlgorithm.HashName, _ password: String, _ salt: String, _ iterations: Int,
            checksBounds: Bool = false
        ) -> VectorQuestion.Derivation {
            .pbkdf2(
                hash, password: Array(password.utf8), salt: Array(salt.utf8), iterations: iterations,
                checksBounds: checksBounds)
        }
        try port.expect(
            .derive(pbkdf2(.sha1, "password", "salt", 2), byteCount: 20),
            answers: "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957")
        try port.expect(
            .derive(pbkdf2(.sha1, "password", "salt", 4096), byteCount: 20),
            answers: "4b007901b765489abead49d926f721d065a429c1")
        try port.expect(
            .derive(pbkdf2(.sha256, "passwd", "salt", 1), byteCount: 64),
            answers: "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783")
        let salt = "saltsaltsaltsalt"
        let strong = VectorQuestion.derive(pbkdf2(.sha256, "password", salt, 1000, checksBounds: true), byteCount: 14)
        let unchecked = VectorQuestion.derive(pbkdf2(.sha256, "password", salt, 1000), byteCount: 14)
        for (name, outcome) in try port.outcomes(of: strong) {
            #expect(try outcome.get() == port.answer(unchecked, by: name))
        }
        for (salt, iterations, byteCount) in [(String(salt.dropLast()), 1000, 14), (salt, 999, 14), (salt, 1000, 13)] {
            try port.expectRefusal(
                of: .derive(pbkdf2(.sha256, "password", salt, iterations, checksBounds: true), byteCount: byteCount))
        }
        try port.expectRefusal(of: .derive(pbkdf2(.sha256, "password", salt, 0), byteCount: 14))
        try port.expectRefusal(of: .derive(pbkdf2(.sha256, "password", salt, 1), byteCount: 0))
    }

    /// NIST CAVS, KDFCTR_gen: HMAC_SHA1, counter before the fixed input, 32 bits and 8 bits, COUNT=10 and COUNT=10.
    @Test(arguments: FIPSLoad.all) func `counter mode of NIST CAVS`(load: FIPSLoad) throws {
        let port = try load.port()
        let wide = VectorQuestion.Derivation.counterMode(
            .sha1, key: bytes(hex: "c1efb8d25affc61ed060d994fcd5017c2adfc388"), counterBits: 32,
            fixedInput: bytes(
                hex: """
                    b92fc055057fec71b9c53e7c44872423a57ed186d6ba66d980fecd1253bf7147
                    9320b7bf38d505ef79ca4d62d78ca662642cdcedb99503ea04c1dbe8
                    """))
        let narrow = VectorQuestion.Derivation.counterMode(
            .sha1, key: bytes(hex: "1ee222f5cdd60b0ae956eeeaa838c51bd767672c"), counterBits: 8,
            fixedInput: bytes(
                hex: """
                    4b10500ba5c9391da83d2ef78d01bcdccda32ff6f242960323324474b9d0685d
                    99dc9143ac6d667a5b46dcc89784b3a4af7a7684b01efee41b144f48
                    """))
        try port.expect(
            .derive(wide, byteCount: 32), answers: "8db784cf90b573b06f9b7c7dca63a1ea16d93ee7d70ff9d87fa2558e83dc4eaa")
        for (name, outcome) in try port.outcomes(of: .derive(narrow, byteCount: 32)) {
            if case .failure(.notOffered(let reason)) = outcome {
                // OpenSSL 3.0: its counter has 32 bits.
                #expect(!load.isModule && reason.contains("counter of 8 bits"), "\(name)")
            } else {
                let expected = "806e342013853083a3f7294c63a9ec9a6dba75b256c62fac1e480ef26276cd4b"
                #expect(outcome.map { hex($0) } == .success(expected), "\(name)")
            }
        }
        // At most 2^r - 1 blocks.
        try port.expectRefusal(of: .derive(narrow, byteCount: 255 * 20 + 1))
        try port.expectRefusal(
            of: .derive(.counterMode(.sha256, key: [1], counterBits: 12, fixedInput: []), byteCount: 1))
    }
}
