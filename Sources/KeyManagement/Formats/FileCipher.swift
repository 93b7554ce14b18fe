// SPDX-License-Identifier: Apache-2.0
internal import CryptoEngine

/// Seals or opens the chunks of one file in their order, without input or output. Used by one thread.
///
/// Each chunk is `nonce 12 ‖ ciphertext ‖ tag 16` under the file's key; its associated data, 37 bytes, is
/// `commitment 32 ‖ chunk index u32, from 0 ‖ 0x01 for the last chunk, else 0x00`. So a chunk opens in its place only.
struct FileCipher {
    private let encryptor: any Encryptor
    private let chunkByteCount: Int
    private let chunkCountLimit: UInt64
    private var context: InlineArray<37, UInt8>
    /// The index of the next chunk.
    private var index: UInt64 = 0
    private var isFinished = false

    /// - Throws: ``CryptoError/backend(_:)``.
    init(
        _ derived: borrowing DerivedKey, edition: any CryptoEdition, chunkByteCount: Int, chunkCountLimit: UInt64
    ) throws(CryptoError) {
        precondition(chunkCountLimit <= SealedLayout.sealCountLimit, "the index has 32 bits")
        // Chunks are the many seals of one key: each nonce fresh from the generator, none from a batch.
        encryptor = try edition.makeEncryptor(key: derived.key, nonces: .perCall)
        self.chunkByteCount = chunkByteCount
        self.chunkCountLimit = chunkCountLimit
        context = InlineArray(repeating: 0)
        for index in derived.commitment.indices { context[index] = derived.commitment[index] }
    }

    /// Appends the next chunk, sealed.
    ///
    /// - Throws: ``FileFormatError/tooManyChunks(limit:)``; ``FileFormatError/engine(_:)``.
    mutating func seal(
        _ plaintext: Span<UInt8>, isLast: Bool, into sealed: inout OutputSpan<UInt8>
    ) throws(FileFormatError) {
        let isRegular = isLast ? plaintext.count <= chunkByteCount : plaintext.count == chunkByteCount
        precondition(isRegular && (!plaintext.isEmpty || index == 0), "no chunk of this length in this place")
        try advance(isLast: isLast)
        do throws(CryptoError) {
            try encryptor.seal(plaintext, authenticating: context.span, into: &sealed)
        } catch {
            throw .engine(error)
        }
    }

    /// Appends the plaintext of the next chunk, after its tag verified.
    ///
    /// - Throws: ``FileFormatError/truncated``; ``FileFormatError/chunkDoesNotOpen(index:)``;
    ///   ``FileFormatError/tooManyChunks(limit:)``; ``FileFormatError/engine(_:)``.
    mutating func open(
        _ sealed: Span<UInt8>, isLast: Bool, into plaintext: inout OutputSpan<UInt8>
    ) throws(FileFormatError) {
        // An empty chunk is the whole of an empty file, never the end of another: one length, one layout.
        let shortest = SealedLayout.overheadByteCount + (index == 0 ? 0 : 1)
        guard sealed.count >= shortest else { throw .truncated }
        let chunk = index
        try advance(isLast: isLast)
        do throws(CryptoError) {
            try encryptor.open(sealed, authenticating: context.span, into: &plaintext)
        } catch .authenticationFailed {
            throw .chunkDoesNotOpen(index: chunk)
        } catch {
            throw .engine(error)
        }
    }

    /// Writes index and mark of the next chunk into the associated data.
    private mutating func advance(isLast: Bool) throws(FileFormatError) {
        precondition(!isFinished, "the last chunk was the last")
        guard index < chunkCountLimit else { throw .tooManyChunks(limit: chunkCountLimit) }
        for offset in 0..<4 { context[32 + offset] = UInt8(truncatingIfNeeded: index >> UInt64(24 - 8 * offset)) }
        context[36] = isLast ? 0x01 : 0x00
        index += 1
        isFinished = isLast
    }
}
