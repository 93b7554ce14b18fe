// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// GCM (SP 800-38D) and CCM (SP 800-38C) with every length of nonce and tag that the library takes.
extension LibcryptoVectors {
    /// `ciphertext ‖ tag`.
    func seal(_ aead: VectorQuestion.AEAD, _ plaintext: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        let context = try start(aead, .seal, textByteCount: plaintext.count, nonce: aead.nonce)
        return try VectorRefusal.asBroken { () throws(CryptoError) in
            try write(aead, plaintext, with: context)
        }
    }

    /// The plaintext, if the tag is right.
    func open(_ aead: VectorQuestion.AEAD, _ sealed: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        let textByteCount = sealed.count - aead.tagByteCount
        guard textByteCount >= 0 else { throw .refused }
        let tag = Array(sealed.dropFirst(textByteCount))
        let context = try start(aead, .open, textByteCount: textByteCount, nonce: aead.nonce, tag: tag)
        try VectorRefusal.asBroken { () throws(CryptoError) in
            try takeContext(of: aead, textByteCount: textByteCount, into: context)
        }
        return try VectorRefusal.asRefused { () throws(CryptoError) in
            var plaintext = try context.transform(Array(sealed.prefix(textByteCount)))
            do throws(CryptoError) {
                if aead.mode == .gcm { try context.finish() }
            } catch {
                ConstantTime.wipe(&plaintext)
                throw error
            }
            return plaintext
        }
    }

    /// `nonce ‖ ciphertext ‖ tag`.
    func sealWithOwnNonce(_ aead: VectorQuestion.AEAD, _ plaintext: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        if nonces == .module, aead.mode == .gcm {
            let context = try start(aead, .seal, textByteCount: plaintext.count, nonce: nil)
            guard aead.nonce.count >= 12 else {  // SP 800-38D §8.2.2
                throw .notOffered("a nonce of \(aead.nonce.count) bytes: the module makes 12 bytes or more")
            }
            return try VectorRefusal.asBroken { () throws(CryptoError) in
                let sealed = try write(aead, plaintext, with: context)
                return try context.nonce(byteCount: aead.nonce.count) + sealed
            }
        }
        let nonce = try VectorRefusal.asBroken { () throws(CryptoError) in
            try [UInt8](capacity: aead.nonce.count) { (nonce: inout OutputSpan<UInt8>) throws(CryptoError) in
                try library.random(.visible, into: &nonce)
            }
        }
        return nonce + (try seal(aead.with(nonce: nonce), plaintext))
    }

    /// A context with the lengths, the key and the nonce set.
    private func start(
        _ aead: VectorQuestion.AEAD, _ direction: CipherContext.Direction, textByteCount: Int, nonce: [UInt8]?,
        tag: [UInt8] = []
    ) throws(VectorRefusal) -> CipherContext {
        try aead.requireStandardLengths(textByteCount: textByteCount)
        guard 4...16 ~= aead.tagByteCount, let name = cipherName(of: aead.algorithm) else { throw .refused }
        let cipher = try fetchCipher(name)
        guard aead.key.count == cipher.keyByteCount else { throw .refused }
        let context = try VectorRefusal.asBroken { () throws(CryptoError) in
            try CipherContext(unkeyed: cipher, direction)
        }
        // Lengths alone may be more than the provider takes; with production's own, a failure is a failure.
        do throws(CryptoError) {
            try setLengths(of: aead, direction, tag: tag, on: context)
        } catch {
            guard aead.nonce.count != SealedLayout.nonceByteCount || aead.tagByteCount != SealedLayout.tagByteCount
            else { throw .broken(error) }
            throw .notOffered(
                "\(name) with a nonce of \(aead.nonce.count) and a tag of \(aead.tagByteCount) bytes (\(error.reasons))"
            )
        }
        try VectorRefusal.asBroken { () throws(CryptoError) in
            try context.setKey(KeyMaterial(knownBytes: aead.key), nonce: nonce)
        }
        return context
    }

    private func setLengths(
        of aead: VectorQuestion.AEAD, _ direction: CipherContext.Direction, tag: [UInt8],
        on context: borrowing CipherContext
    ) throws(CryptoError) {
        try context.setNonceByteCount(aead.nonce.count)
        switch direction {
        case .open: try context.expectTag(tag)
        case .seal: if aead.mode == .ccm { try context.setTagByteCount(aead.tagByteCount) }
        }
    }

    private func write(
        _ aead: VectorQuestion.AEAD, _ plaintext: [UInt8], with context: borrowing CipherContext
    ) throws(CryptoError) -> [UInt8] {
        try takeContext(of: aead, textByteCount: plaintext.count, into: context)
        let ciphertext = try context.transform(plaintext)
        try context.finish()
        return ciphertext + (try context.tag(byteCount: aead.tagByteCount))
    }

    /// The associated data; CCM wants to know the length of the text before.
    private func takeContext(
        of aead: VectorQuestion.AEAD, textByteCount: Int, into context: borrowing CipherContext
    ) throws(CryptoError) {
        if aead.mode == .ccm { try context.announceText(byteCount: textByteCount) }
        try context.authenticate(aead.context.span)
    }
}
