// SPDX-License-Identifier: Apache-2.0

/// GCM straight from SP 800-38D, bit by bit, on nothing but single-block encryption: what CSM4's GCM is compared with.
struct ReferenceGCM: ~Copyable {
    private let key: BlockKey
    let hashKey: Element

    init(_ bytes: [UInt8], on kernel: Kernel) {
        key = BlockKey(bytes, on: kernel)
        hashKey = Element(key.encrypt([UInt8](repeating: 0, count: 16)))
    }

    /// An element of GF(2^128): the block as a big-endian number, whose highest bit is the coefficient of x^0 (§6.3).
    struct Element: Equatable {
        var value: UInt128

        init(value: UInt128) { self.value = value }

        init(_ block: [UInt8]) { value = block.reduce(0) { $0 << 8 | UInt128($1) } }

        var block: [UInt8] { (0..<16).map { UInt8(truncatingIfNeeded: value >> (120 - 8 * $0)) } }

        /// Algorithm 1.
        static func * (left: Element, right: Element) -> Element {
            var product: UInt128 = 0
            var shifted = right.value
            for bit in 0..<128 {
                if left.value >> (127 - bit) & 1 == 1 { product ^= shifted }
                shifted = shifted >> 1 ^ (shifted & 1 == 1 ? UInt128(0xE1) << 120 : 0)
            }
            return Element(value: product)
        }

        /// By Fermat: to the power of 2^128 − 2.
        var inverse: Element {
            var square = self
            var result = Element(value: 1 << 127)
            for _ in 1..<128 {
                square = square * square
                result = result * square
            }
            return result
        }
    }

    /// GHASH of the two strings, filled up, and their lengths in bits (§6.4; §7.1, step 5).
    func ghash(_ first: [UInt8], _ second: [UInt8]) -> Element {
        let lengths = Element(value: UInt128(first.count * 8) << 64 | UInt128(second.count * 8))
        var digest = Element(value: 0)
        for string in [first, second, lengths.block] {
            for start in stride(from: 0, to: string.count, by: 16) {
                let part = string[start..<min(start + 16, string.count)]
                let block = Element(part + [UInt8](repeating: 0, count: 16 - part.count))
                digest = Element(value: digest.value ^ block.value) * hashKey
            }
        }
        return digest
    }

    /// The 16-byte nonce whose pre-counter block is `block`: J0 = (N · H + lengths) · H, solved for N.
    func nonce(forPreCounterBlock block: [UInt8]) -> [UInt8] {
        let inverse = hashKey.inverse
        return (Element(value: (Element(block) * inverse).value ^ 128) * inverse).block
    }

    /// J0 (§7.1, step 2).
    func preCounterBlock(_ nonce: [UInt8]) -> [UInt8] {
        nonce.count == 12 ? nonce + [0, 0, 0, 1] : ghash([], nonce).block
    }

    /// GCM-AE (§7.1).
    func seal(_ text: [UInt8], nonce: [UInt8], authenticating aad: [UInt8]) -> (ciphertext: [UInt8], tag: [UInt8]) {
        var counter = preCounterBlock(nonce)
        let mask = Element(key.encrypt(counter))
        var ciphertext: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: 16) {
            let low = counter[12...].reduce(0) { $0 << 8 | UInt32($1) } &+ 1
            counter[12...] = (0..<4).map { UInt8(truncatingIfNeeded: low >> (24 - 8 * $0)) }[...]
            ciphertext += zip(text[start..<min(start + 16, text.count)], key.encrypt(counter)).map(^)
        }
        return (ciphertext, Element(value: ghash(aad, ciphertext).value ^ mask.value).block)
    }
}
