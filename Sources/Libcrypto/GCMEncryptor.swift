// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Galois/Counter Mode (NIST SP 800-38D) of a fetched block cipher under one key. May be shared between threads: no lock.
@safe package final class GCMEncryptor: Encryptor {
    /// Where the nonces of sealed messages come from. Not copyable, so that a seal counts no reference to the source.
    package enum NonceOrigin: ~Copyable, Sendable {
        /// The module makes each inside the sealing call, from its own DRBG (SP 800-38D §8.2.2, FIPS 140-3 IG C.H).
        case module
        /// Drawn from the source before the call.
        case source(NonceSource, NoncePolicy)
    }

    private let contexts: KeyedContextPool
    private let nonces: NonceOrigin
    private let counter: SealCounter

    /// - Parameters:
    ///   - cipher: a GCM cipher.
    ///   - key: has the cipher's key length.
    ///   - nonces: where they come from.
    ///   - counter: starts at zero but in tests.
    ///   - copiesContexts: false keys each context anew, as with a provider that cannot copy them; in tests only.
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    package init(
        _ cipher: FetchedCipher, key: borrowing KeyMaterial, nonces: consuming NonceOrigin,
        counter: consuming SealCounter = SealCounter(), copiesContexts: Bool = true
    ) throws(CryptoError) {
        guard key.byteCount == cipher.keyByteCount else {
            throw .wrongKeyLength(expected: cipher.keyByteCount, actual: key.byteCount)
        }
        let takesManyContexts =
            switch nonces {
            case .module: true
            case .source: false
            }
        contexts = try KeyedContextPool(cipher, key: key, copiesContexts: copiesContexts && takesManyContexts)
        self.nonces = nonces
        self.counter = counter
    }

    package func seal(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, into sealed: inout OutputSpan<UInt8>
    ) throws(CryptoError) {
        try unsafe SealedLayout.append(sealing: plaintext.count, to: &sealed) { (output) throws(CryptoError) in
            try counter.countSeal()
            switch nonces {
            case .module:
                let keyed = try contexts.makeContext()
                try unsafe Self.write(plaintext, authenticating: context, with: keyed, to: output)
                try unsafe keyed.readNonce(into: output)
            case .source(let source, let policy):
                try unsafe source.take(policy, into: output)
                let keyed = try contexts.take()
                try unsafe keyed.start(.seal, nonce: output)
                try unsafe Self.write(plaintext, authenticating: context, with: keyed, to: output)
                contexts.giveBack(keyed)
            }
        }
    }

    /// Seals with a nonce from outside, 12 bytes, for official vectors and known-answer tests only. Not counted.
    ///
    /// - Throws: as ``seal(_:authenticating:into:)``.
    package func seal(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, nonce: [UInt8],
        into sealed: inout OutputSpan<UInt8>
    ) throws(CryptoError) {
        precondition(nonce.count == SealedLayout.nonceByteCount, "a GCM nonce has 12 bytes here")
        try unsafe SealedLayout.append(sealing: plaintext.count, to: &sealed) { (output) throws(CryptoError) in
            for index in nonce.indices { unsafe output[index] = nonce[index] }
            let keyed = try contexts.take()
            try unsafe keyed.start(.seal, nonce: output)
            try unsafe Self.write(plaintext, authenticating: context, with: keyed, to: output)
            contexts.giveBack(keyed)
        }
    }

    /// Seals arrays with a nonce from outside, for official vectors and known-answer tests only: `nonce ‖ ciphertext ‖ tag`.
    ///
    /// - Throws: as ``seal(_:authenticating:into:)``.
    package func seal(
        _ plaintext: [UInt8], authenticating context: [UInt8], nonce: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        let byteCount = plaintext.count + SealedLayout.overheadByteCount
        return try [UInt8](capacity: byteCount) { (sealed: inout OutputSpan<UInt8>) throws(CryptoError) in
            try seal(plaintext.span, authenticating: context.span, nonce: nonce, into: &sealed)
        }
    }

    package func open(
        _ sealed: Span<UInt8>, authenticating context: Span<UInt8>, into plaintext: inout OutputSpan<UInt8>
    ) throws(CryptoError) {
        try unsafe SealedLayout.append(opening: sealed, to: &plaintext) {
            (nonce, byteCount, output) throws(CryptoError) in
            let ciphertext = unsafe nonce + SealedLayout.nonceByteCount
            let keyed = try contexts.take()
            try unsafe keyed.start(.open, nonce: nonce)
            try keyed.authenticate(context)
            if let output = unsafe output {
                try unsafe keyed.process(UnsafeBufferPointer(start: ciphertext, count: byteCount), into: output)
            }
            try unsafe keyed.finishOpening(tag: ciphertext + byteCount)
            contexts.giveBack(keyed)
        }
    }

    /// Writes `ciphertext ‖ tag` behind the 12 bytes of the nonce.
    private static func write(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, with keyed: borrowing CipherContext,
        to output: UnsafeMutablePointer<UInt8>
    ) throws(CryptoError) {
        let ciphertext = unsafe output + SealedLayout.nonceByteCount
        try keyed.authenticate(context)
        try unsafe plaintext.withUnsafeBufferPointer { (plaintext) throws(CryptoError) in
            try unsafe keyed.process(plaintext, into: ciphertext)
        }
        try unsafe keyed.finishSealing(tag: ciphertext + plaintext.count)
    }
}
