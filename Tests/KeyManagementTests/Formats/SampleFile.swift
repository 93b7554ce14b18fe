// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

@testable import KeyManagement

/// A sealed file of random bytes in chunks of 4096, and how to open what becomes of it.
final class SampleFile {
    static let keyID = [UInt8](0xA0...0xAF)

    let format: SealedFileFormat
    let plaintext: [UInt8]
    let dataKey: KeyMaterial
    let sealedDataKey: [UInt8]
    let sealed: [UInt8]

    static func headerByteCount(_ edition: Edition) -> Int { edition == .fips ? 196 : 180 }

    init(_ edition: Edition, byteCount: Int, chunkByteCount: Int = 4096, seed: UInt64 = 3) throws {
        let loaded = try edition.loaded()
        var generator = SeededGenerator(seed: seed)
        let plaintext = generator.bytes(byteCount)
        let keyBytes = generator.bytes(edition.keyByteCount)
        let dataKey = KeyMaterial(knownBytes: keyBytes)
        let derivation = try loaded.makeDerivation(key: KeyMaterial(knownBytes: generator.bytes(edition.keyByteCount)))
        let sealedDataKey = try BoxFormat(edition: loaded).seal(
            dataKey, as: .message, under: derivation, id: #require(UniqueID(bytes: SampleFile.keyID)), version: 1,
            pairs: .empty)
        let format = SealedFileFormat(edition: loaded, chunkByteCount: chunkByteCount)
        var source = MemorySource(plaintext)
        var sink = MemorySink()
        try format.seal(from: &source, to: &sink, dataKey: dataKey, sealedDataKey: sealedDataKey)
        self.format = format
        self.plaintext = plaintext
        self.dataKey = KeyMaterial(knownBytes: keyBytes)
        self.sealedDataKey = sealedDataKey
        sealed = sink.bytes
    }

    /// Seals what `source` gives.
    func seal(
        _ source: consuming MemorySource, into sink: consuming MemorySink = MemorySink(),
        with format: SealedFileFormat? = nil, observer: StreamObserver = StreamObserver()
    ) throws -> MemorySink {
        try (format ?? self.format).seal(
            from: &source, to: &sink, dataKey: dataKey, sealedDataKey: sealedDataKey, observer: observer)
        return sink
    }

    /// Opens what `source` gives.
    func open(
        _ source: consuming MemorySource, into sink: consuming MemorySink = MemorySink(),
        with format: SealedFileFormat? = nil, observer: StreamObserver = StreamObserver()
    ) throws -> MemorySink {
        let format = format ?? self.format
        let header = try format.header(from: &source)
        try format.open(header, from: &source, to: &sink, dataKey: dataKey, observer: observer)
        return sink
    }

    /// The plaintext of `sealed`.
    func open(
        _ sealed: [UInt8], pieceByteCount: Int = .max, with format: SealedFileFormat? = nil,
        observer: StreamObserver = StreamObserver()
    ) throws -> [UInt8] {
        try open(MemorySource(sealed, pieceByteCount: pieceByteCount), with: format, observer: observer).bytes
    }

    /// Seals the plaintext again, or opens the sealed file.
    func run(isSealing: Bool, observer: StreamObserver) throws -> MemorySink {
        guard isSealing else { return try open(MemorySource(sealed), observer: observer) }
        return try seal(MemorySource(plaintext), observer: observer)
    }

    /// Opens an altered file: what reached the sink, and why it ended.
    func tryOpening(_ altered: [UInt8]) -> (written: [UInt8], error: FileFormatError?) {
        var source = MemorySource(altered)
        var sink = MemorySink()
        do throws(FileFormatError) {
            let header = try format.header(from: &source)
            try format.open(header, from: &source, to: &sink, dataKey: dataKey)
            return (sink.bytes, nil)
        } catch {
            return (sink.bytes, error)
        }
    }

    /// Header and chunks of the sealed file.
    var parts: (header: [UInt8], chunks: [[UInt8]]) {
        let start = sealed.count - plaintext.count - 28 * max(1, (plaintext.count + 4095) / 4096)
        let starts = stride(from: start, to: sealed.count, by: 4124)
        return (Array(sealed.prefix(start)), starts.map { Array(sealed[$0..<min($0 + 4124, sealed.count)]) })
    }
}
