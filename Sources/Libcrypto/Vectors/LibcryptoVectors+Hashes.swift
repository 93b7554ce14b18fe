// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// Hashes (FIPS 180-4, GB/T 32905-2016) and HMAC (FIPS 198-1).
extension LibcryptoVectors {
    func digest(_ hash: VectorAlgorithm.HashName, _ message: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        let fetched = try VectorRefusal.asNotOffered(hash.rawValue) { () throws(CryptoError) in
            try FetchedDigest(hash.libcryptoName, in: library)
        }
        return try VectorRefusal.asBroken { () throws(CryptoError) in
            try [UInt8](capacity: fetched.byteCount) { (digest: inout OutputSpan<UInt8>) throws(CryptoError) in
                try fetched.hash(message.span, into: &digest)
            }
        }
    }

    /// The whole tag.
    func authenticate(
        _ hash: VectorAlgorithm.HashName, key: [UInt8], _ message: [UInt8]
    ) throws(VectorRefusal) -> [UInt8] {
        let name = "HMAC-\(hash.rawValue)"
        let authenticator = try VectorRefusal.asNotOffered("\(name) with a key of \(key.count) bytes") {
            () throws(CryptoError) in
            try HMACAuthenticator(
                FetchedMAC("HMAC", in: library), digest: hash.libcryptoName, key: KeyMaterial(knownBytes: key))
        }
        return try VectorRefusal.asBroken { () throws(CryptoError) in try authenticator.tag(of: message.span) }
    }
}
