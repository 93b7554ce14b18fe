// SPDX-License-Identifier: Apache-2.0

/// An RSA private key as vector files give it, number by number, big-endian.
struct RSAPrivateKey {
    /// RFC 8017 §A.1.2's order.
    static let numberNames = [
        "Modulus", "Public exponent", "Exponent", "Prime 1", "Prime 2", "Prime exponent 1", "Prime exponent 2",
        "Coefficient",
    ]

    /// Modulus, public and private exponent, primes, their exponents, coefficient.
    let numbers: [[UInt8]]

    private static let rsaEncryption: [UInt8] = [
        0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
    ]

    /// DER PKCS#8 (RFC 5958 §2) around RSAPrivateKey (RFC 8017 §A.1.2).
    var pkcs8DER: [UInt8] {
        let key = DERWriter.sequence([DERWriter.integer([0])] + numbers.map(DERWriter.integer))
        return DERWriter.sequence([
            DERWriter.integer([0]), DERWriter.sequence([Self.rsaEncryption]), DERWriter.octetString(key),
        ])
    }
}
