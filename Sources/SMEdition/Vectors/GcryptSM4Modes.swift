// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// SM4 on libgcrypt in every mode that suites ask for. The caller has checked the lengths.
enum GcryptSM4Modes {
    /// `ciphertext ‖ tag`.
    static func seal(_ aead: VectorQuestion.AEAD, _ plaintext: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        let handle = try start(aead, textByteCount: plaintext.count)
        return try VectorRefusal.asBroken { () throws(CryptoError) in
            try handle.authenticate(aead.context)
            let ciphertext = try handle.encrypt(plaintext)
            return ciphertext + (try handle.tag(byteCount: aead.tagByteCount))
        }
    }

    /// The plaintext, if the tag is right.
    static func open(_ aead: VectorQuestion.AEAD, _ sealed: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        let textByteCount = sealed.count - aead.tagByteCount
        let handle = try start(aead, textByteCount: textByteCount)
        var plaintext = try VectorRefusal.asBroken { () throws(CryptoError) in
            try handle.authenticate(aead.context)
            return try handle.decrypt(Array(sealed.prefix(textByteCount)))
        }
        do throws(CryptoError) {
            try handle.requireTag(Array(sealed.dropFirst(textByteCount)))
        } catch {
            ConstantTime.wipe(&plaintext)
            throw error == .authenticationFailed ? .refused : .broken(error)
        }
        return plaintext
    }

    /// ECB, CBC or CTR: as many bytes as there were.
    static func process(
        _ mode: VectorQuestion.Mode, _ text: [UInt8], encrypts: Bool
    ) throws(VectorRefusal) -> [UInt8] {
        try VectorRefusal.asBroken { () throws(CryptoError) in
            let key = KeyMaterial(knownBytes: mode.key)
            let handle: GcryptModeHandle
            switch mode.name {
            case .ecb: handle = try GcryptModeHandle(.ecb, key: key)
            case .cbc:
                handle = try GcryptModeHandle(.cbc, key: key)
                try handle.setNonce(mode.iv)
            case .ctr:
                handle = try GcryptModeHandle(.ctr, key: key)
                try handle.setCounter(mode.iv)
            }
            return encrypts ? try handle.encrypt(text) : try handle.decrypt(text)
        }
    }

    /// A block encrypted `count` times under one key.
    static func iterate(_ key: [UInt8], _ block: [UInt8], _ count: Int) throws(VectorRefusal) -> [UInt8] {
        try VectorRefusal.asBroken { () throws(CryptoError) in
            let handle = try GcryptModeHandle(.ecb, key: KeyMaterial(knownBytes: key))
            var block = block
            for _ in 0..<count { block = try handle.encrypt(block) }
            return block
        }
    }

    /// A keyed handle with nonce and lengths set: what libgcrypt does not take of them is not offered.
    private static func start(
        _ aead: VectorQuestion.AEAD, textByteCount: Int
    ) throws(VectorRefusal) -> GcryptModeHandle {
        let handle = try VectorRefusal.asBroken { () throws(CryptoError) in
            try GcryptModeHandle(aead.mode == .gcm ? .gcm : .ccm, key: KeyMaterial(knownBytes: aead.key))
        }
        do throws(CryptoError) {
            try handle.setNonce(aead.nonce)
            if aead.mode == .ccm {
                try handle.announce(
                    textByteCount: textByteCount, contextByteCount: aead.context.count,
                    tagByteCount: aead.tagByteCount)
            }
        } catch {
            throw .notOffered("a nonce of \(aead.nonce.count), a tag of \(aead.tagByteCount) bytes: \(error)")
        }
        return handle
    }
}
