// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// RSA decryption (RFC 8017) with keys of 1024 to 4096 bits.
extension LibcryptoVectors {
    func rsaDecrypt(
        _ padding: VectorQuestion.RSAPadding, privateKey: [UInt8], _ ciphertext: [UInt8]
    ) throws(VectorRefusal) -> [UInt8] {
        let key = try VectorRefusal.asBroken { () throws(CryptoError) in
            try KeyHandle(rsaPrivateKey: KeyMaterial(knownBytes: privateKey), in: library)
        }
        guard 1024...4096 ~= key.bitCount else { throw .notOffered("an RSA key of \(key.bitCount) bits") }
        switch padding {
        case .oaep(let hash, let mgf1, let label):
            guard ciphertext.count == key.byteCount else { throw .refused }  // §7.1.2, step 1 b
            let padding = KeyOperation.Padding.oaep(
                digest: hash.libcryptoName, mgf1: mgf1.libcryptoName, label: label)
            return try decrypt(
                ciphertext, with: key, padding: padding,
                named: "RSAES-OAEP with \(hash.rawValue), MGF1 \(mgf1.rawValue)"
            ).answer()
        case .pkcs1v15:
            guard ciphertext.count == key.byteCount else { throw .refused }  // §7.2.2, step 1
            let block = try decrypt(ciphertext, with: key, padding: .none, named: "RSADP")
            return try VectorRefusal.asRefused { () throws(CryptoError) in try ConstantTime.unpadPKCS1v15(block) }
                .answer()
        case .none:
            let number = try requireInRange(ciphertext, for: key)
            return try decrypt(number, with: key, padding: .none, named: "RSADP").answer()
        }
    }

    /// The ciphertext as a number in as many bytes as the modulus.
    ///
    /// - Throws: ``VectorRefusal/refused`` unless 1 < ciphertext < n − 1 (SP 800-56B r2 §7.1.2.1).
    private func requireInRange(_ ciphertext: [UInt8], for key: KeyHandle) throws(VectorRefusal) -> [UInt8] {
        var greatest = try VectorRefusal.asBroken { () throws(CryptoError) in try key.modulus() }
        greatest[greatest.count - 1] &-= 1  // n is odd: no borrow
        let digits = ciphertext.drop { $0 == 0 }
        guard digits.count <= greatest.count else { throw .refused }
        let number = [UInt8](repeating: 0, count: greatest.count - digits.count) + digits
        guard digits.count > 1 || (digits.first ?? 0) > 1, number.lexicographicallyPrecedes(greatest) else {
            throw .refused
        }
        return number
    }

    private func decrypt(
        _ ciphertext: [UInt8], with key: KeyHandle, padding: KeyOperation.Padding, named name: String
    ) throws(VectorRefusal) -> KeyMaterial {
        do throws(CryptoError) {
            return try KeyOperation(using: key).decrypt(ciphertext.span, padding: padding)
        } catch {
            if case .backend(let failure) = error, failure.call == "EVP_PKEY_decrypt" { throw .refused }
            guard key.bitCount < 2048 else { throw .broken(error) }
            throw .notOffered("\(name), key of \(key.bitCount) bits (\(error.reasons))")
        }
    }
}

extension KeyHandle {
    /// Length of an RSA modulus in bits.
    fileprivate var bitCount: Int { Int(unsafe EVP_PKEY_get_bits(handle)) }

    /// Length of an RSA modulus in bytes.
    fileprivate var byteCount: Int { (bitCount + 7) / 8 }

    /// An RSA modulus, big-endian.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    fileprivate func modulus() throws(CryptoError) -> [UInt8] {
        var modulus = [UInt8](repeating: 0, count: byteCount)
        try ErrorQueue.perform("EVP_PKEY_get_bn_param") { unsafe hufu_rsa_modulus(handle, &modulus, modulus.count) }
        return modulus
    }
}
