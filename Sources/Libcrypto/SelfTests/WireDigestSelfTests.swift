// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Known answers of the hashes on the wire: both editions run them at load.
package enum WireDigestSelfTests {
    /// The tests of each hash and its HMAC, on the object that production uses.
    package static func all(on wireDigest: LibcryptoWireDigest) -> [SelfTest] {
        WireHash.allCases.flatMap { hash in
            [
                SelfTest(
                    "\(hash.rawValue) on the wire", reference: "FIPS 180-4, example 'abc'", expecting: digest(of: hash)
                ) { () throws(CryptoError) in
                    let message = [UInt8]("abc".utf8)
                    return try wireDigest.hash(message.span, with: hash)
                },
                SelfTest(
                    "HMAC-\(hash.rawValue) on the wire", reference: hash == .sha1 ? "RFC 2202 §3" : "RFC 4231 §4.2",
                    expecting: tag(of: hash)
                ) { () throws(CryptoError) in
                    let message = [UInt8]("Hi There".utf8)
                    let key = KeyMaterial(knownBytes: [UInt8](repeating: 0x0b, count: 20))
                    return try wireDigest.makeAuthenticator(hash, key: key).tag(of: message.span)
                },
            ]
        }
    }

    private static func digest(of hash: WireHash) -> [UInt8] {
        switch hash {
        case .sha1: [UInt8](hex: "a9993e364706816aba3e25717850c26c9cd0d89d")
        case .sha256: [UInt8](hex: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        }
    }

    private static func tag(of hash: WireHash) -> [UInt8] {
        switch hash {
        case .sha1: [UInt8](hex: "b617318655057264e28bc0b6fb378c8ef146be00")
        case .sha256: [UInt8](hex: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        }
    }
}
