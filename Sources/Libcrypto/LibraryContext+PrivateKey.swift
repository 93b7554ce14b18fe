// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

extension LibraryContext {
    /// The private key of an `EVP_PKEY` as DER PKCS#8 (RFC 5958 §2), in locked memory from the start.
    ///
    /// - Throws: ``CryptoError/backend(_:)``, also when it takes more than `capacity` bytes.
    func encodePrivateKey(_ key: OpaquePointer, capacity: Int) throws(CryptoError) -> KeyMaterial {
        var free = capacity
        let scratch = try KeyMaterial(byteCount: capacity) { (output: inout MutableSpan<UInt8>) throws(CryptoError) in
            try unsafe output.withUnsafeMutableBufferPointer { (output) throws(CryptoError) in
                try ErrorQueue.perform("OSSL_ENCODER_to_data") {
                    unsafe hufu_encode_private_key(key, propertyQuery, output.baseAddress, &free)
                }
            }
        }
        return KeyMaterial(copying: scratch, count: capacity - free)
    }
}
