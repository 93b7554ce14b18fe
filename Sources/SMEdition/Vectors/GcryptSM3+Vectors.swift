// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// SM3 and HMAC-SM3 of libgcrypt as suites ask for them.
extension GcryptSM3 {
    static func digest(_ message: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        try VectorRefusal.asBroken { () throws(CryptoError) in
            try [UInt8](capacity: byteCount) { (digest: inout OutputSpan<UInt8>) throws(CryptoError) in
                try hash(message.span, into: &digest)
            }
        }
    }

    /// The whole tag, under a key of any length that libgcrypt takes.
    static func authenticate(key: [UInt8], _ message: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        let authenticator: GcryptHMACSM3
        do throws(CryptoError) {
            authenticator = try GcryptHMACSM3(key: KeyMaterial(knownBytes: key))
        } catch {
            throw .notOffered("HMAC-SM3 with a key of \(key.count) bytes: \(error)")
        }
        return try VectorRefusal.asBroken { () throws(CryptoError) in try authenticator.tag(of: message.span) }
    }
}
