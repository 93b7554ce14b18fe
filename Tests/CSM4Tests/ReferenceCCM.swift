// SPDX-License-Identifier: Apache-2.0

/// CCM straight from SP 800-38C, on nothing but single-block encryption: what CSM4's CCM is compared with.
struct ReferenceCCM: ~Copyable {
    private let key: BlockKey

    init(_ bytes: [UInt8], on kernel: Kernel) {
        key = BlockKey(bytes, on: kernel)
    }

    /// Generation-encryption (§6.1).
    func seal(
        _ text: [UInt8], nonce: [UInt8], authenticating aad: [UInt8], tagByteCount: Int
    ) -> (ciphertext: [UInt8], tag: [UInt8]) {
        let blocks = formatted(text, nonce: nonce, authenticating: aad, tagByteCount: tagByteCount)
        var chain = [UInt8](repeating: 0, count: 16)
        for start in stride(from: 0, to: blocks.count, by: 16) {
            chain = key.encrypt(zip(chain, blocks[start..<start + 16]).map(^))
        }
        var stream: [UInt8] = []
        for number in 0...(text.count + 15) / 16 {
            stream += key.encrypt(counterBlock(number, nonce: nonce))
        }
        let tag = zip(chain, stream[..<16]).map(^)
        return (zip(text, stream[16...]).map(^), Array(tag[..<tagByteCount]))
    }

    /// B0, B1 and so on in one string (A.2).
    private func formatted(
        _ text: [UInt8], nonce: [UInt8], authenticating aad: [UInt8], tagByteCount: Int
    ) -> [UInt8] {
        let q = 15 - nonce.count
        let flags = (aad.isEmpty ? 0 : 64) + 8 * ((tagByteCount - 2) / 2) + (q - 1)
        var blocks = [UInt8(flags)] + nonce + bigEndian(text.count, byteCount: q)
        if !aad.isEmpty {
            let isShort = aad.count < 0xFF00
            blocks += isShort ? bigEndian(aad.count, byteCount: 2) : [0xFF, 0xFE] + bigEndian(aad.count, byteCount: 4)
            blocks += aad
            blocks += [UInt8](repeating: 0, count: (16 - blocks.count % 16) % 16)
        }
        blocks += text
        return blocks + [UInt8](repeating: 0, count: (16 - blocks.count % 16) % 16)
    }

    /// Ctr_i (A.3).
    private func counterBlock(_ number: Int, nonce: [UInt8]) -> [UInt8] {
        let q = 15 - nonce.count
        return [UInt8(q - 1)] + nonce + bigEndian(number, byteCount: q)
    }

    private func bigEndian(_ number: Int, byteCount: Int) -> [UInt8] {
        (0..<byteCount).map { UInt8(truncatingIfNeeded: number >> (8 * (byteCount - 1 - $0))) }
    }
}
