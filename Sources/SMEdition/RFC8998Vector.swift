// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// The example of SM4-GCM in RFC 8998 A.1, and what must be refused of it.
struct RFC8998Vector: Sendable {
    static let reference = "RFC 8998 A.1"

    /// A new owner of the example's key.
    var key: KeyMaterial { KeyMaterial(knownBytes: [UInt8](hex: "0123456789abcdeffedcba9876543210")) }
    let nonce = [UInt8](hex: "00001234567800000000abcd")
    let context = [UInt8](hex: "feedfacedeadbeeffeedfacedeadbeefabaddad2")
    let plaintext = [UInt8](
        hex: """
            aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd\
            eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa
            """)
    private let ciphertextAndTag = [UInt8](
        hex: """
            17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735\
            d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d\
            83de3541e4c2b58177e065a9bf7b62ec
            """)

    /// `nonce ‖ ciphertext ‖ tag`.
    var sealed: [UInt8] { nonce + ciphertextAndTag }

    /// The sealed bytes with one bit flipped: of the nonce, of the ciphertext, of the tag's first and last byte.
    var alterations: [[UInt8]] {
        [0, 12, 76, 91].map { offset in
            var altered = sealed
            altered[offset] ^= 1
            return altered
        }
    }

    func encryptor(on cipher: SM4Implementation, of modules: SMModules) throws(CryptoError) -> any Encryptor {
        try cipher.makeEncryptor(key: key, nonces: modules.nonces, policy: .perCall)
    }

    /// Whether opening fails for the tag and for nothing else.
    func isRefused(_ sealed: [UInt8], by encryptor: any Encryptor) -> Bool {
        do throws(CryptoError) {
            _ = try encryptor.open(sealed, authenticating: context)
            return false
        } catch {
            return error == .authenticationFailed
        }
    }
}
