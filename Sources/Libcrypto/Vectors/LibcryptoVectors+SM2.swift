// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// SM2 on sm2p256v1 (GB/T 32918) with SM3.
extension LibcryptoVectors {
    /// Nothing, if the signature is right.
    func sm2Verify(
        _ message: VectorQuestion.SM2Message, publicPoint: [UInt8], signature: [UInt8]
    ) throws(VectorRefusal) -> [UInt8] {
        try message.requireSM3()
        let key = try publicKey(publicPoint)
        let signature = SM2Signature.der(signature)
        let isRight = try VectorRefusal.asBroken { () throws(CryptoError) in
            switch message {
            case .hashed(let hash, _):
                try KeyOperation(using: key).verifies(signature.span, ofDigest: hash.span, scheme: .sm2(identity: []))
            case .message(let text, let signerID):
                try MessageSignature(key, scheme: .sm2(identity: signerID), verifies: true)
                    .verifies(signature.span, of: text.span)
            }
        }
        guard isRight else { throw .refused }
        return []
    }

    /// The signature in DER.
    func sm2Sign(_ message: VectorQuestion.SM2Message, privateKey: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        try message.requireSM3()
        return try VectorRefusal.asBroken { () throws(CryptoError) in
            let key = try KeyHandle(.sm2, privateKey: KeyMaterial(knownBytes: privateKey), in: library)
            switch message {
            case .hashed(let hash, _):
                return try KeyOperation(using: key).sign(digest: hash.span, scheme: .sm2(identity: []))
            case .message(let text, let signerID):
                return try MessageSignature(key, scheme: .sm2(identity: signerID), verifies: false).sign(text.span)
            }
        }
    }

    /// The ciphertext in DER. Nothing cannot be encrypted: its key stream, of no bits, is all zero (GB/T 32918.4 §6.1, A5).
    func sm2Encrypt(publicPoint: [UInt8], _ plaintext: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        guard !plaintext.isEmpty else { throw .refused }
        let key = try publicKey(publicPoint)
        return try VectorRefusal.asBroken { () throws(CryptoError) in
            try KeyOperation(using: key).encrypt(KeyMaterial(knownBytes: plaintext), padding: .sm2)
        }
    }

    func sm2Decrypt(privateKey: [UInt8], _ ciphertext: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        let key = try VectorRefusal.asBroken { () throws(CryptoError) in
            try KeyHandle(.sm2, privateKey: KeyMaterial(knownBytes: privateKey), in: library)
        }
        for reading in SM2Ciphertext.readings(of: ciphertext) {
            do throws(CryptoError) {
                return try KeyOperation(using: key).decrypt(reading.der.span, padding: .sm2).answer()
            } catch {
                guard case .backend(let failure) = error, failure.call == "EVP_PKEY_decrypt" else {
                    throw .broken(error)
                }
            }
        }
        throw .refused
    }

    /// The key `04 ‖ x ‖ y`.
    ///
    /// - Throws: ``VectorRefusal/refused`` for bytes that are no point on the curve (GB/T 32918.1 §6.2.1);
    ///   ``VectorRefusal/broken(_:)``.
    private func publicKey(_ point: [UInt8]) throws(VectorRefusal) -> KeyHandle {
        guard point.count == 65, point.first == 0x04 else { throw .refused }
        // SubjectPublicKeyInfo (RFC 5480 §2) with id-ecPublicKey and sm2p256v1 (GM/T 0006).
        let head = [UInt8](hex: "3059301306072a8648ce3d020106082a811ccf5501822d034200")
        do throws(CryptoError) {
            return try KeyHandle(.sm2, publicKeyDER: (head + point).span, in: library)
        } catch {
            if case .malformedKey = error { throw .refused }
            throw .broken(error)
        }
    }
}

extension VectorQuestion.SM2Message {
    /// - Throws: ``VectorRefusal/refused`` for the digest of another hash, or not as long as one of SM3.
    fileprivate func requireSM3() throws(VectorRefusal) {
        guard case .hashed(let hash, let name) = self else { return }
        guard name == .sm3, hash.count == name.byteCount else { throw .refused }
    }
}
