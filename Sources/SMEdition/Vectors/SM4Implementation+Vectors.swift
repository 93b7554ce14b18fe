// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// SM4 in the modes and with the lengths that suites ask for.
extension SM4Implementation {
    /// `ciphertext ‖ tag`.
    func seal(_ aead: VectorQuestion.AEAD, _ plaintext: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        try requireStandardLengths(of: aead, textByteCount: plaintext.count)
        switch self {
        case .vendored(let kernel): return try VendoredSM4Modes(kernel: kernel).seal(aead, plaintext)
        case .libgcrypt: return try GcryptSM4Modes.seal(aead, plaintext)
        }
    }

    /// The plaintext, if the tag is right.
    func open(_ aead: VectorQuestion.AEAD, _ sealed: [UInt8]) throws(VectorRefusal) -> [UInt8] {
        try requireStandardLengths(of: aead, textByteCount: sealed.count - aead.tagByteCount)
        switch self {
        case .vendored(let kernel): return try VendoredSM4Modes(kernel: kernel).open(aead, sealed)
        case .libgcrypt: return try GcryptSM4Modes.open(aead, sealed)
        }
    }

    /// ECB, CBC or CTR without padding.
    func process(
        _ mode: VectorQuestion.Mode, _ text: [UInt8], encrypts: Bool
    ) throws(VectorRefusal) -> [UInt8] {
        try requireKeyLength(mode.key)
        try mode.requireStandardLengths(textByteCount: text.count)
        switch self {
        case .vendored(let kernel): return VendoredSM4Modes(kernel: kernel).process(mode, text, encrypts: encrypts)
        case .libgcrypt: return try GcryptSM4Modes.process(mode, text, encrypts: encrypts)
        }
    }

    /// A block encrypted `count` times.
    func iterate(_ mode: VectorQuestion.Mode, _ block: [UInt8], _ count: Int) throws(VectorRefusal) -> [UInt8] {
        try requireKeyLength(mode.key)
        try mode.requireOneBlock(block)
        switch self {
        case .vendored(let kernel): return VendoredSM4Modes(kernel: kernel).iterate(mode.key, block, count)
        case .libgcrypt: return try GcryptSM4Modes.iterate(mode.key, block, count)
        }
    }

    private func requireStandardLengths(of aead: VectorQuestion.AEAD, textByteCount: Int) throws(VectorRefusal) {
        try requireKeyLength(aead.key)
        try aead.requireStandardLengths(textByteCount: textByteCount)
        guard aead.mode == .ccm || aead.hasStandardGCMTag else { throw .refused }
    }

    /// GB/T 32907-2016, 4: 128 bits.
    private func requireKeyLength(_ key: [UInt8]) throws(VectorRefusal) {
        guard key.count == Edition.smCrypto.keyByteCount else { throw .refused }
    }
}
