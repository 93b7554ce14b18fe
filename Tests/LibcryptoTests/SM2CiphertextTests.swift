// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import Libcrypto

@Suite struct SM2CiphertextTests {
    static let pair = Result {
        try LibcryptoImportKeyPair(generating: .sm2, for: LibcryptoImportKeyPairTests.everything, in: library.get())
    }

    static let x = [UInt8](1...32)
    static let y = [0x80] + [UInt8](2...32)
    static let hash = [UInt8](repeating: 7, count: 32)
    static let masked = [UInt8](repeating: 9, count: 16)
    static let raw = x + y + hash + masked
    static let der = bytes(hex: "3079") + integer(x) + integer([0] + y) + octets(hash) + octets(masked)

    static func integer(_ content: [UInt8]) -> [UInt8] { [2, UInt8(content.count)] + content }
    static func octets(_ content: [UInt8]) -> [UInt8] { [4, UInt8(content.count)] + content }

    static func der(of bytes: [UInt8]) -> [UInt8]? { SM2Ciphertext(bytes.span, keyByteCount: 16)?.der }

    @Test func `DER, raw and raw with a leading 04 are one ciphertext (GM/T 0009 §7.2)`() {
        #expect(Self.der(of: Self.der) == Self.der)
        #expect(Self.der(of: Self.raw) == Self.der)
        #expect(Self.der(of: [4] + Self.raw) == Self.der)
    }

    @Test func `a raw x that begins with 04 is not taken for a prefix`() {
        let raw = [4] + Self.raw.dropFirst()
        #expect(Self.der(of: raw) != nil)
        #expect(Self.der(of: raw) == Self.der(of: [4] + raw))
    }

    @Test func `leading zeros of coordinates survive both ways`() {
        let raw =
            [UInt8](repeating: 0, count: 31) + [5] + [0, 0x90] + [UInt8](repeating: 1, count: 30) + Self.hash + [1]
        #expect(SM2Ciphertext(raw.span, keyByteCount: 1)?.der.prefix(5) == [0x30, 0x4A, 2, 1, 5])
        #expect(Self.der(of: SM2Ciphertext(raw.span, keyByteCount: 1)?.der ?? []) == Self.der(of: raw))
    }

    /// ITU-T X.690 §10.1 and §8.3.2. Not DER, these are read as raw bytes of another length, whose point is on no curve.
    @Test(
        arguments: [
            ("trailing byte", der + [0]), ("truncated", der.dropLast()),
            ("indefinite length", [0x30, 0x80] + der.dropFirst(2)),
            ("long form of a short length", [0x30, 0x81, 0x79] + der.dropFirst(2)),
            ("negative x", bytes(hex: "3079") + integer([0xFF] + x.dropFirst()) + der.dropFirst(36)),
            ("padded x", bytes(hex: "307a") + integer([0] + x) + der.dropFirst(36)),
            ("x of 33 bytes", bytes(hex: "307a") + integer([1] + x) + der.dropFirst(36)),
            (
                "hash of 31 bytes",
                bytes(hex: "3078") + integer(x) + integer([0] + y) + octets(hash.dropLast()) + octets(masked)
            ),
            ("empty C2", bytes(hex: "3069") + integer(x) + integer([0] + y) + octets(hash) + octets([])),
            ("fifth element", bytes(hex: "307b") + der.dropFirst(2) + [5, 0]),
            ("another tag", [0x31] + der.dropFirst()),
        ] as [(String, [UInt8])])
    func `hostile DER does not count as DER and does not unwrap`(name: String, bytes: [UInt8]) throws {
        #expect(Self.der(of: bytes) != Self.der)
        let pair = try Self.pair.get()
        #expect(throws: CryptoError.unwrapFailed) {
            _ = try pair.unwrap(bytes.span, algorithm: .sm2PKE, keyByteCount: 16)
        }
    }

    @Test func `too little for a point, a hash and a byte is nothing`() {
        for count in 0...96 { #expect(Self.der(of: [UInt8](repeating: 1, count: count)) == nil) }
    }

    @Test(arguments: [16, 32])
    func `what the openssl command wraps unwraps in every form`(keyByteCount: Int) throws {
        let pair = try Self.pair.get()
        let openssl = try OpenSSLCommand()
        let key = [UInt8](0..<UInt8(keyByteCount))
        try openssl.write(pair.publicKeyDER, to: "public.der")
        try openssl.write(key, to: "key")
        for _ in 0..<40 {
            #expect(try openssl.run("pkeyutl -encrypt -pubin -keyform DER -inkey public.der -in key -out wrapped") == 0)
            let der = try openssl.read("wrapped")
            let raw = try #require(Self.raw(from: der))
            for form in [der, raw, [4] + raw] {
                let unwrapped = try pair.unwrap(form.span, algorithm: .sm2PKE, keyByteCount: keyByteCount)
                #expect(unwrapped.exposed() == key)
            }
        }
    }

    /// C1 ‖ C3 ‖ C2 of a DER ciphertext, read on its own terms: short lengths only.
    private static func raw(from der: [UInt8]) -> [UInt8]? {
        var rest = der.dropFirst(der[1] == 0x81 ? 3 : 2)
        var raw: [UInt8] = []
        while rest.count >= 2 {
            let content = rest.dropFirst(2).prefix(Int(rest[rest.startIndex + 1]))
            if rest.first == 2 {
                let digits = content.drop { $0 == 0 }
                raw += [UInt8](repeating: 0, count: 32 - digits.count) + digits
            } else {
                raw += content
            }
            rest = rest.dropFirst(2 + content.count)
        }
        return rest.isEmpty ? raw : nil
    }
}
