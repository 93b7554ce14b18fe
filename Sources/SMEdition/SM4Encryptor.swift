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
        try unsafe SealedLayout.append(sealing: plaintext.count, to: &sealed) { (start) throws(CryptoError) in
            try counter.countSeal()
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
        try unsafe SealedLayout.append(opening: sealed, to: &plaintext) {
            (nonce, byteCount, output) throws(CryptoError) in
            try unsafe context.withUnsafeBufferPointer { (context) throws(CryptoError) in
                try unsafe cipher.open(byteCount, behindNonceAt: nonce, authenticating: context, into: output)
            }
        }
    }
}
