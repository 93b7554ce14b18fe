// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Seals and opens files of any size in constant memory: two buffers of one chunk each. May be shared between threads.
///
/// A file is a header with its sealed data key (``SealedFileHeader``), then chunks in the manner of STREAM. The file's key
/// and the header's commitment are derived from the data key with all of the header before the commitment as context.
/// What reaches the sink while opening is verified chunk by chunk; that the file is whole is known only when `open`
/// returns, so output gets its final name after that.
package struct SealedFileFormat: Sendable {
    /// Plaintext bytes per chunk as written.
    package static let writtenChunkByteCount = 1_048_576

    private let edition: any CryptoEdition
    private let chunkByteCount: Int
    private let chunkCountLimit: UInt64
    private let salt: BoxFormat.SaltSource

    /// - Parameters:
    ///   - edition: seals and opens.
    ///   - chunkByteCount: plaintext bytes per chunk when sealing: a power of two, 4096 to 16777216.
    ///   - chunkCountLimit: at most 2³² (NIST SP 800-38D §8.3).
    ///   - salt: getrandom, unless a worked example fixes it.
    package init(
        edition: any CryptoEdition, chunkByteCount: Int = writtenChunkByteCount,
        chunkCountLimit: UInt64 = SealedLayout.sealCountLimit,
        salt: @escaping BoxFormat.SaltSource = BoxFormat.systemSalt
    ) {
        precondition(
            SealedFileHeader.chunkByteCounts.contains(chunkByteCount) && chunkByteCount.nonzeroBitCount == 1,
            "a chunk has 4096 to 16777216 bytes, a power of two")
        self.edition = edition
        self.chunkByteCount = chunkByteCount
        self.chunkCountLimit = chunkCountLimit
        self.salt = salt
    }

    /// Seals all of `source`.
    ///
    /// - Parameters:
    ///   - source: read to its end.
    ///   - sink: receives the whole sealed file.
    ///   - dataKey: a fresh data key, of this file only.
    ///   - sealedDataKey: `dataKey` as a message under a CMK.
    ///   - observer: told of each chunk.
    /// - Throws: ``FileFormatError/unreadable(reason:)``, ``FileFormatError/unwritable(reason:)``,
    ///   ``FileFormatError/cancelled``, ``FileFormatError/tooManyChunks(limit:)``, ``FileFormatError/engine(_:)``:
    ///   discard what was written.
    package func seal<Source: ByteSource & ~Copyable, Sink: ByteSink & ~Copyable>(
        from source: inout Source, to sink: inout Sink, dataKey: borrowing KeyMaterial, sealedDataKey: [UInt8],
        observer: StreamObserver = StreamObserver()
    ) throws(FileFormatError) {
        precondition(
            sealedDataKey.count == SealedFileHeader.sealedDataKeyByteCount(in: edition.edition),
            "not a sealed data key of this edition")
        var (header, cipher) = try startSealing(dataKey: dataKey, sealedDataKey: sealedDataKey)
        do throws(ByteStreamError) {
            try sink.write(header.bytes.span)
        } catch {
            throw .unwritable(reason: error.reason)
        }
        var pipeline = ChunkPipeline(
            chunkByteCount: chunkByteCount, outputByteCount: chunkByteCount + SealedLayout.overheadByteCount)
        try pipeline.run(from: &source, to: &sink, observer: observer) {
            (chunk, isLast, sealed: inout OutputSpan<UInt8>) throws(FileFormatError) in
            try cipher.seal(chunk, isLast: isLast, into: &sealed)
        }
    }

    /// Reads the header, whose ``SealedFileHeader/sealedDataKey`` the key service opens.
    ///
    /// - Throws: as the cases of ``FileFormatError`` about the first bytes: not a sealed file, unknown format or edition,
    ///   the other edition, malformed, truncated; ``FileFormatError/unreadable(reason:)``.
    package func header<Source: ByteSource & ~Copyable>(
        from source: inout Source
    ) throws(FileFormatError) -> SealedFileHeader {
        try SealedFileHeader(readingFrom: &source, expecting: edition.edition)
    }

    /// Opens what follows the header, to the end of `source`.
    ///
    /// - Parameters:
    ///   - header: as ``header(from:)`` read it.
    ///   - source: stands at the first chunk; read to its end.
    ///   - sink: receives each chunk's plaintext after its tag verified.
    ///   - dataKey: what the header's sealed data key holds.
    ///   - observer: told of each chunk.
    /// - Throws: ``FileFormatError/headerDoesNotOpen``, ``FileFormatError/chunkDoesNotOpen(index:)``,
    ///   ``FileFormatError/truncated``, ``FileFormatError/tooManyChunks(limit:)``,
    ///   ``FileFormatError/unreadable(reason:)``, ``FileFormatError/unwritable(reason:)``,
    ///   ``FileFormatError/cancelled``, ``FileFormatError/engine(_:)``: discard what was written.
    package func open<Source: ByteSource & ~Copyable, Sink: ByteSink & ~Copyable>(
        _ header: SealedFileHeader, from source: inout Source, to sink: inout Sink, dataKey: borrowing KeyMaterial,
        observer: StreamObserver = StreamObserver()
    ) throws(FileFormatError) {
        var cipher = try startOpening(header, dataKey: dataKey)
        var pipeline = ChunkPipeline(
            chunkByteCount: header.chunkByteCount + SealedLayout.overheadByteCount,
            outputByteCount: header.chunkByteCount)
        try pipeline.run(from: &source, to: &sink, observer: observer) {
            (chunk, isLast, plaintext: inout OutputSpan<UInt8>) throws(FileFormatError) in
            try cipher.open(chunk, isLast: isLast, into: &plaintext)
        }
    }

    /// Makes the header, commits it to the file's key and keys the cipher.
    private func startSealing(
        dataKey: borrowing KeyMaterial, sealedDataKey: [UInt8]
    ) throws(FileFormatError) -> (header: SealedFileHeader, cipher: FileCipher) {
        do throws(CryptoError) {
            var header = SealedFileHeader(
                edition: edition.edition, chunkByteCount: chunkByteCount, salt: try salt(),
                sealedDataKey: sealedDataKey)
            let derived = try deriveKey(of: header, from: dataKey)
            header.commit(to: derived.commitment)
            return (header, try makeCipher(derived, for: header))
        } catch {
            throw .engine(error)
        }
    }

    /// Compares the commitment, in constant time, and keys the cipher.
    private func startOpening(
        _ header: SealedFileHeader, dataKey: borrowing KeyMaterial
    ) throws(FileFormatError) -> FileCipher {
        do throws(CryptoError) {
            let derived = try deriveKey(of: header, from: dataKey)
            guard derived.isCommitted(to: header.commitment.span) else { throw .authenticationFailed }
            return try makeCipher(derived, for: header)
        } catch .authenticationFailed {
            throw .headerDoesNotOpen
        } catch {
            throw .engine(error)
        }
    }

    private func deriveKey(
        of header: SealedFileHeader, from dataKey: borrowing KeyMaterial
    ) throws(CryptoError) -> DerivedKey {
        let derivation = try edition.makeDerivation(key: dataKey)
        return try DerivedKey(.file, context: header.prelude.span, from: derivation, edition: edition.edition)
    }

    private func makeCipher(
        _ derived: borrowing DerivedKey, for header: SealedFileHeader
    ) throws(CryptoError) -> FileCipher {
        try FileCipher(
            derived, edition: edition, chunkByteCount: header.chunkByteCount, chunkCountLimit: chunkCountLimit)
    }
}
