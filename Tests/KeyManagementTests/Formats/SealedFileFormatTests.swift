// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

@testable import KeyManagement

/// §3, files that are whole, in both editions.
@Suite struct SealedFileFormatTests {
    @Test(arguments: Edition.allCases, [0, 1, 4095, 4096, 4097, 8191, 8192, 8193, 20_000])
    func `file of any length comes back, with 28 bytes a chunk over it`(edition: Edition, byteCount: Int) throws {
        let file = try SampleFile(edition, byteCount: byteCount)
        let chunkCount = max(1, (byteCount + 4095) / 4096)
        #expect(file.sealed.count == SampleFile.headerByteCount(edition) + byteCount + 28 * chunkCount)
        #expect(try file.open(file.sealed) == file.plaintext)
    }

    @Test(arguments: Edition.allCases, [1, 7, 4095, 4097, 5000])
    func `pieces in which a pipe hands out bytes do not matter`(edition: Edition, pieceByteCount: Int) throws {
        let file = try SampleFile(edition, byteCount: 9000)
        #expect(try file.open(file.sealed, pieceByteCount: pieceByteCount) == file.plaintext)
        let resealed = try file.seal(MemorySource(file.plaintext, pieceByteCount: pieceByteCount)).bytes
        #expect(resealed.count == file.sealed.count)
        #expect(try file.open(resealed) == file.plaintext)
    }

    @Test(arguments: Edition.allCases)
    func `header names chunk size, key and version, and carries the sealed data key`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 1)
        var source = MemorySource(file.sealed)
        let header = try file.format.header(from: &source)
        #expect(header.edition == edition && header.chunkByteCount == 4096)
        #expect(header.sealedDataKey == file.sealedDataKey)
        #expect(header.keyID.bytes == Array(file.sealedDataKey[4..<20]) && header.keyVersion == 1)
        #expect(header.bytes == Array(file.sealed.prefix(SampleFile.headerByteCount(edition))))
        #expect(Array(file.sealed[36..<52]) == SampleFile.keyID)
        #expect(Array(file.sealed[52..<56]) == [0, 0, 0, 1])
    }

    @Test(arguments: Edition.allCases)
    func `chunks are 1048576 bytes as written, and every chunk nonce is the module's own`(edition: Edition) throws {
        let watched = try FixedNonceEdition(edition, nonces: [[UInt8](repeating: 1, count: 12)])
        let file = try SampleFile(edition, byteCount: 0)
        var source = MemorySource([])
        var sink = MemorySink()
        try SealedFileFormat(edition: watched).seal(
            from: &source, to: &sink, dataKey: file.dataKey, sealedDataKey: file.sealedDataKey)
        #expect(Array(sink.bytes[12..<16]) == [0x00, 0x10, 0x00, 0x00])
        #expect(watched.madeEncryptors == [.perCall])
    }

    @Test(arguments: [4096, 8192, 65_536, 16_777_216])
    func `reader takes any power of two from 4096 to 16777216`(chunkByteCount: Int) throws {
        let file = try SampleFile(.smCrypto, byteCount: 10_000, chunkByteCount: chunkByteCount)
        #expect(try file.open(file.sealed) == file.plaintext)
    }

    @Test(arguments: Edition.allCases)
    func `salt and nonces are fresh in every file, though the data key is the same`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 9000)
        let files = try (0..<10).map { _ in try file.seal(MemorySource(file.plaintext)).bytes }
        let start = SampleFile.headerByteCount(edition)
        for field in [16..<32, start - 32..<start, start..<start + 12, start + 4124..<start + 4136] {
            #expect(Set(files.map { $0[field] }).count == 10)
        }
    }

    @Test(arguments: Edition.allCases)
    func `memory does not grow with the file: one chunk at a time, both ways`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 400_000)
        var source = MemorySource(file.plaintext)
        var sink = MemorySink()
        try file.format.seal(from: &source, to: &sink, dataKey: file.dataKey, sealedDataKey: file.sealedDataKey)
        #expect(source.largestRequest == 4097 && sink.largestWrite == 4124)
        source = MemorySource(sink.bytes)
        sink = MemorySink()
        let header = try file.format.header(from: &source)
        try file.format.open(header, from: &source, to: &sink, dataKey: file.dataKey)
        #expect(source.largestRequest == 4125 && sink.largestWrite == 4096)
        #expect(sink.bytes == file.plaintext)
    }

    @Test(arguments: Edition.allCases)
    func `progress counts plaintext bytes, chunk by chunk`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 9000)
        for isSealing in [true, false] {
            var told: [UInt64] = []
            let observer = StreamObserver(progress: { told.append($0) })
            _ = try file.run(isSealing: isSealing, observer: observer)
            #expect(told == [4096, 8192, 9000])
        }
    }

    @Test(arguments: Edition.allCases)
    func `cancelling ends the work before the next chunk`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 9000)
        for isSealing in [true, false] {
            var asked = 0
            let observer = StreamObserver(isCancelled: {
                asked += 1
                return asked == 3
            })
            #expect(throws: FileFormatError.cancelled) {
                _ = try file.run(isSealing: isSealing, observer: observer)
            }
            #expect(asked == 3)
        }
    }

    @Test(arguments: Edition.allCases, [(8192, true), (8193, false)])
    func `file of more chunks than the limit is refused, both ways`(
        edition: Edition, row: (byteCount: Int, fits: Bool)
    ) throws {
        let file = try SampleFile(edition, byteCount: row.byteCount)
        let limited = try SealedFileFormat(edition: edition.loaded(), chunkByteCount: 4096, chunkCountLimit: 2)
        guard !row.fits else {
            #expect(try file.open(file.sealed, with: limited) == file.plaintext)
            return
        }
        #expect(throws: FileFormatError.tooManyChunks(limit: 2)) { _ = try file.open(file.sealed, with: limited) }
        #expect(throws: FileFormatError.tooManyChunks(limit: 2)) {
            _ = try file.seal(MemorySource(file.plaintext), with: limited)
        }
    }

    @Test(arguments: Edition.allCases)
    func `data key of another length is refused`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 5)
        let reason = CryptoError.wrongKeyLength(expected: edition.keyByteCount, actual: 24)
        var source = MemorySource(file.sealed)
        var sink = MemorySink()
        let header = try file.format.header(from: &source)
        #expect(throws: FileFormatError.engine(reason)) {
            try file.format.open(header, from: &source, to: &sink, dataKey: KeyMaterial(knownBytes: [UInt8](0..<24)))
        }
        #expect(sink.bytes.isEmpty)
    }

    @Test(arguments: Edition.allCases)
    func `failing source and full disk end the work with the system's words`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 9000)
        let unreadable = FileFormatError.unreadable(reason: "Input/output error")
        let unwritable = FileFormatError.unwritable(reason: "No space left on device")
        #expect(throws: unreadable) { _ = try file.seal(MemorySource(file.plaintext, failingAt: 9000)) }
        for byteCount in [0, 100, 200, 9000] {
            #expect(throws: unreadable) { _ = try file.open(MemorySource(file.sealed, failingAt: byteCount)) }
        }
        for byteCount in [0, 1000, 9000] {
            #expect(throws: unwritable) {
                _ = try file.seal(MemorySource(file.plaintext), into: MemorySink(byteCountLimit: byteCount))
            }
        }
        #expect(throws: unwritable) {
            _ = try file.open(MemorySource(file.sealed), into: MemorySink(byteCountLimit: 8192))
        }
    }
}
