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
    ///   - copiesContexts: as ``KeyedContextPool``; false in tests only.
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    package init(
        _ cipher: FetchedCipher, key: borrowing KeyMaterial, nonces: consuming NonceOrigin,
        counter: consuming SealCounter = SealCounter(), copiesContexts: Bool = true
    ) throws(CryptoError) {
        guard key.byteCount == cipher.keyByteCount else {
            throw .wrongKeyLength(expected: cipher.keyByteCount, actual: key.byteCount)
        }
        contexts = try KeyedContextPool(cipher, key: key, copiesContexts: copiesContexts)
        self.nonces = nonces
        self.counter = counter
    }

    package func seal(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, into sealed: inout OutputSpan<UInt8>
    ) throws(CryptoError) {
        let byteCount = try Self.sealedByteCount(plaintext.count)
        guard sealed.freeCapacity >= byteCount else { throw .bufferTooSmall(needed: byteCount) }
        try counter.countSeal()
        try unsafe Self.append(byteCount, to: &sealed) { (output) throws(CryptoError) in
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
        let byteCount = try Self.sealedByteCount(plaintext.count)
        guard sealed.freeCapacity >= byteCount else { throw .bufferTooSmall(needed: byteCount) }
        try unsafe Self.append(byteCount, to: &sealed) { (output) throws(CryptoError) in
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
        let byteCount = sealed.count - SealedLayout.overheadByteCount
        guard byteCount >= 0, UInt64(byteCount) <= SealedLayout.plaintextByteCountLimit else {
            throw .authenticationFailed
        }
        guard plaintext.freeCapacity >= byteCount else { throw .bufferTooSmall(needed: byteCount) }
        try unsafe sealed.withUnsafeBufferPointer { (sealed) throws(CryptoError) in
            guard let nonce = sealed.baseAddress else { throw .authenticationFailed }
            try unsafe Self.append(byteCount, to: &plaintext) { (output) throws(CryptoError) in
                let ciphertext = unsafe nonce + SealedLayout.nonceByteCount
                let keyed = try contexts.take()
                try unsafe keyed.start(.open, nonce: nonce)
                try keyed.authenticate(context)
                try unsafe keyed.process(UnsafeBufferPointer(start: ciphertext, count: byteCount), into: output)
                try unsafe keyed.finishOpening(tag: ciphertext + byteCount)
                contexts.giveBack(keyed)
            }
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

    /// Lets `body` write `byteCount` bytes to the free space of `output`; appends them, or wipes them when it throws.
    private static func append(
        _ byteCount: Int, to output: inout OutputSpan<UInt8>,
        _ body: (UnsafeMutablePointer<UInt8>) throws(CryptoError) -> Void
    ) throws(CryptoError) {
        try unsafe output.withUnsafeMutableBufferPointer { (buffer, count: inout Int) throws(CryptoError) in
            // An empty buffer may have no address; the library then writes nothing, but wants a pointer.
            var nowhere: UInt8 = 0
            try unsafe withUnsafeMutablePointer(to: &nowhere) { (nowhere) throws(CryptoError) in
                do throws(CryptoError) {
                    try unsafe body(buffer.baseAddress.map { unsafe $0 + count } ?? nowhere)
                } catch {
                    var written = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count..<count + byteCount])
                        .mutableSpan
                    ConstantTime.wipe(&written)
                    throw error
                }
            }
            count += byteCount
        }
    }

    /// - Throws: ``CryptoError/tooLong(limit:)``.
    private static func sealedByteCount(_ plaintextByteCount: Int) throws(CryptoError) -> Int {
        guard UInt64(plaintextByteCount) <= SealedLayout.plaintextByteCountLimit else {
            throw .tooLong(limit: SealedLayout.plaintextByteCountLimit)
        }
        return plaintextByteCount + SealedLayout.overheadByteCount
    }
}
