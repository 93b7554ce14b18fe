// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// Block ciphers without authentication (SP 800-38A), and AES key wrap (SP 800-38F).
extension LibcryptoVectors {
    /// ECB, CBC or CTR without padding: as many bytes as there were.
    func process(
        _ mode: VectorQuestion.Mode, _ text: [UInt8], _ direction: CipherContext.Direction
    ) throws(VectorRefusal) -> [UInt8] {
        try mode.requireStandardLengths(textByteCount: text.count)
        guard let name = cipherName(of: mode.algorithm) else { throw .refused }
        let cipher = try fetchCipher(name)
        guard mode.key.count == cipher.keyByteCount else { throw .refused }
        return try VectorRefusal.asBroken { () throws(CryptoError) in
            let context = try CipherContext(unkeyed: cipher, direction)
            try context.setKey(KeyMaterial(knownBytes: mode.key), nonce: mode.name == .ecb ? nil : mode.iv)
            let output = try context.transform(text)
            try context.finish()
            return output
        }
    }

    /// A block encrypted `count` times under one key.
    func iterate(_ mode: VectorQuestion.Mode, _ block: [UInt8], _ count: Int) throws(VectorRefusal) -> [UInt8] {
        try mode.requireOneBlock(block)
        guard let name = cipherName(of: mode.algorithm) else { throw .refused }
        let cipher = try fetchCipher(name)
        guard mode.key.count == cipher.keyByteCount else { throw .refused }
        return try VectorRefusal.asBroken { () throws(CryptoError) in
            let context = try CipherContext(unkeyed: cipher, .seal)
            try context.setKey(KeyMaterial(knownBytes: mode.key), nonce: nil)
            var block = block
            for _ in 0..<count { block = try context.transform(block) }
            return block
        }
    }

    /// KW of whole semiblocks, two or more (§5.3.1); KWP of one byte or more.
    func wrap(_ wrap: VectorQuestion.KeyWrap, _ key: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        let cipher = try fetchCipher(for: wrap)
        guard wrap.isPadded ? !key.isEmpty : key.count >= 16 && key.count.isMultiple(of: 8) else { throw .refused }
        return try VectorRefusal.asBroken { () throws(CryptoError) in
            let context = try CipherContext(unkeyed: cipher, .seal)
            try context.setKey(KeyMaterial(knownBytes: wrap.wrappingKey), nonce: nil)
            return try context.transform(key)
        }
    }

    /// KW of three semiblocks or more (§5.3.1), KWP of two or more.
    func unwrap(_ wrap: VectorQuestion.KeyWrap, _ ciphertext: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        let cipher = try fetchCipher(for: wrap)
        guard ciphertext.count >= (wrap.isPadded ? 16 : 24), ciphertext.count.isMultiple(of: 8) else { throw .refused }
        let context = try VectorRefusal.asBroken { () throws(CryptoError) in
            let context = try CipherContext(unkeyed: cipher, .open)
            try context.setKey(KeyMaterial(knownBytes: wrap.wrappingKey), nonce: nil)
            return context
        }
        return try VectorRefusal.asRefused { () throws(CryptoError) in try context.transform(ciphertext) }
    }

    private func fetchCipher(for wrap: VectorQuestion.KeyWrap) throws(VectorRefusal) -> FetchedCipher {
        guard [16, 24, 32].contains(wrap.wrappingKey.count) else { throw .refused }
        let suffix = (wrap.isPadded ? "-PAD" : "") + (wrap.usesInverseCipher ? "-INV" : "")
        return try fetchCipher("AES-\(wrap.wrappingKey.count * 8)-WRAP\(suffix)")
    }
}
