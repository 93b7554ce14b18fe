// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// SM4-GCM under one key as an ``Encryptor``: lengths, nonces and the count of seals, over any implementation.
final class SM4Encryptor<Cipher: SM4GCM & ~Copyable>: Encryptor {
    private let cipher: Cipher
    private let nonces: NonceSource
    private let policy: NoncePolicy
    private let counter: SealCounter

    /// `sealCount` is how many messages the key has sealed before: not zero only to test the limit.
    init(cipher: consuming Cipher, nonces: NonceSource, policy: NoncePolicy, sealCount: UInt64 = 0) {
        self.cipher = cipher
        self.nonces = nonces
        self.policy = policy
        counter = SealCounter(startingAt: sealCount)
    }

    func seal(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, into sealed: inout OutputSpan<UInt8>
    ) throws(CryptoError) {
        guard UInt64(plaintext.count) <= SealedLayout.plaintextByteCountLimit else {
            throw .tooLong(limit: SealedLayout.plaintextByteCountLimit)
        }
        let byteCount = plaintext.count + SealedLayout.overheadByteCount
        guard sealed.freeCapacity >= byteCount else { throw .bufferTooSmall(needed: byteCount) }
        try counter.countSeal()
        try unsafe append(byteCount, to: &sealed) { (start) throws(CryptoError) in
            guard let start = unsafe start else { throw .bufferTooSmall(needed: byteCount) }
            try unsafe nonces.take(policy, into: start)
            try unsafe plaintext.withUnsafeBufferPointer { (plaintext) throws(CryptoError) in
                try unsafe context.withUnsafeBufferPointer { (context) throws(CryptoError) in
                    try unsafe cipher.seal(plaintext, authenticating: context, behindNonceAt: start)
                }
            }
        }
    }

    func open(
        _ sealed: Span<UInt8>, authenticating context: Span<UInt8>, into plaintext: inout OutputSpan<UInt8>
    ) throws(CryptoError) {
        let byteCount = sealed.count - SealedLayout.overheadByteCount
        guard byteCount >= 0, UInt64(byteCount) <= SealedLayout.plaintextByteCountLimit else {
            throw .authenticationFailed
        }
        guard plaintext.freeCapacity >= byteCount else { throw .bufferTooSmall(needed: byteCount) }
        try unsafe append(byteCount, to: &plaintext) { (start) throws(CryptoError) in
            try unsafe sealed.withUnsafeBufferPointer { (sealed) throws(CryptoError) in
                try unsafe context.withUnsafeBufferPointer { (context) throws(CryptoError) in
                    try unsafe cipher.open(sealed, authenticating: context, into: start)
                }
            }
        }
    }

    /// Appends `byteCount` bytes that `write` puts at the address it gets, nil where the output has none; when it throws,
    /// wipes them and takes them back.
    private func append(
        _ byteCount: Int, to output: inout OutputSpan<UInt8>,
        _ write: (UnsafeMutablePointer<UInt8>?) throws(CryptoError) -> Void
    ) throws(CryptoError) {
        let countBefore = output.count
        do throws(CryptoError) {
            try unsafe output.withUnsafeMutableBufferPointer { (buffer, initializedCount) throws(CryptoError) in
                let start = unsafe buffer.baseAddress.map { unsafe $0 + initializedCount }
                initializedCount += byteCount
                try unsafe write(start)
            }
        } catch {
            ConstantTime.retract(&output, to: countBefore)
            throw error
        }
    }
}
