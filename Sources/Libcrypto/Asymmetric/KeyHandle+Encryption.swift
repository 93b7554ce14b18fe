// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension KeyHandle {
    /// Length of an RSA-2048 modulus, and so of every ciphertext, in bytes.
    private static let modulusByteCount = 256

    /// Encrypts by an algorithm that the key's kind takes.
    ///
    /// - Throws: ``CryptoError/backend(_:)``, also for a plaintext too long for the algorithm.
    func encrypt(
        _ plaintext: borrowing KeyMaterial, algorithm: EncryptionAlgorithm
    ) throws(CryptoError) -> [UInt8] {
        let ciphertext = try KeyOperation(using: self).encrypt(plaintext, padding: .init(algorithm))
        guard algorithm == .sm2 else { return ciphertext }
        guard let parts = SM2Ciphertext(der: ciphertext) else {
            throw .backend(BackendFailure(call: "EVP_PKEY_encrypt", codes: ["the ciphertext is not DER"]))
        }
        return parts.raw
    }

    /// Decrypts by an algorithm that the key's kind takes.
    ///
    /// - Throws: ``CryptoError/decryptionFailed``, whatever the library said: its reasons could serve as an oracle.
    func decrypt(
        _ ciphertext: Span<UInt8>, algorithm: EncryptionAlgorithm
    ) throws(CryptoError) -> KeyMaterial {
        switch algorithm {
        case .rsaesPKCS1v15:
            let block = try decryptRSA(ciphertext, padding: .none)
            do throws(CryptoError) { return try ConstantTime.unpadPKCS1v15(block) } catch { throw .decryptionFailed }
        case .rsaesOAEPSHA1, .rsaesOAEPSHA256: return try decryptRSA(ciphertext, padding: .init(algorithm))
        case .sm2: return try decrypt(SM2Ciphertext(raw: ciphertext.indices.map { ciphertext[$0] }))
        case .sm2ASN1: return try decrypt(SM2Ciphertext(der: ciphertext.indices.map { ciphertext[$0] }))
        }
    }

    /// Decrypts an SM2 ciphertext; nil is one that could not be read.
    ///
    /// - Throws: ``CryptoError/decryptionFailed``.
    func decrypt(_ ciphertext: SM2Ciphertext?) throws(CryptoError) -> KeyMaterial {
        guard let ciphertext else { throw .decryptionFailed }
        return try decrypt(ciphertext.der.span, padding: .sm2)
    }

    /// Refuses a ciphertext of another length than the modulus (RFC 8017 §7.1.2, step 1 b; §7.2.2, step 1), which
    /// libcrypto would take for one without its leading zeros.
    ///
    /// - Throws: ``CryptoError/decryptionFailed``.
    func decryptRSA(
        _ ciphertext: Span<UInt8>, padding: KeyOperation.Padding
    ) throws(CryptoError) -> KeyMaterial {
        guard ciphertext.count == Self.modulusByteCount else { throw .decryptionFailed }
        return try decrypt(ciphertext, padding: padding)
    }

    private func decrypt(
        _ ciphertext: Span<UInt8>, padding: KeyOperation.Padding
    ) throws(CryptoError) -> KeyMaterial {
        do throws(CryptoError) {
            return try KeyOperation(using: self).decrypt(ciphertext, padding: padding)
        } catch {
            throw .decryptionFailed
        }
    }
}

extension KeyOperation.Padding {
    /// The padding of an algorithm by the API's name.
    init(_ algorithm: EncryptionAlgorithm) {
        switch algorithm {
        case .sm2, .sm2ASN1: self = .sm2
        case .rsaesPKCS1v15: self = .pkcs1v15
        case .rsaesOAEPSHA1: self = .oaep(digest: "SHA1")
        case .rsaesOAEPSHA256: self = .oaep(digest: "SHA2-256")
        }
    }
}
