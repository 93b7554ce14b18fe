// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
internal import KeyManagement

/// The format of sealed files (formats.md §3), from memory to memory, which the command alone reaches. One thread at a
/// time.
public final class FileFormat {
    private let format: SealedFileFormat
    private let dataKey: KeyMaterial
    private let sealedDataKey: [UInt8]

    /// How many bytes sealing adds to `byteCount` bytes at most: header, and nonce and tag of each chunk.
    public static func overheadByteCount(for byteCount: Int) -> Int {
        1024 + SealedLayout.overheadByteCount * (byteCount / SealedFileFormat.writtenChunkByteCount + 1)
    }

    /// Files under one data key, which serves again and again here: a measurement keeps no file.
    ///
    /// - Throws: ``CryptoError/randomUnavailable``; ``CryptoError/backend(_:)``.
    public init(edition: any CryptoEdition) throws(CryptoError) {
        format = SealedFileFormat(edition: edition)
        dataKey = try edition.makeKey()
        let messages = try MessageFormat(edition: edition)
        sealedDataKey = try dataKey.withBytes { (bytes: Span<UInt8>) throws(CryptoError) in try messages.seal(bytes) }
    }

    /// Seals all of `plaintext` into `sealed`; answers how many bytes were written.
    ///
    /// - Throws: `FileFormatError`.
    public func seal(
        _ plaintext: UnsafeBufferPointer<UInt8>, into sealed: UnsafeMutableBufferPointer<UInt8>
    ) throws -> Int {
        var source = unsafe MemorySource(plaintext)
        var sink = unsafe MemorySink(sealed)
        try format.seal(from: &source, to: &sink, dataKey: dataKey, sealedDataKey: sealedDataKey)
        return sink.byteCount
    }

    /// Opens all of `sealed` into `plaintext`; answers how many bytes were written.
    ///
    /// - Throws: `FileFormatError`.
    public func open(
        _ sealed: UnsafeBufferPointer<UInt8>, into plaintext: UnsafeMutableBufferPointer<UInt8>
    ) throws -> Int {
        var source = unsafe MemorySource(sealed)
        var sink = unsafe MemorySink(plaintext)
        let header = try format.header(from: &source)
        try format.open(header, from: &source, to: &sink, dataKey: dataKey)
        return sink.byteCount
    }
}
