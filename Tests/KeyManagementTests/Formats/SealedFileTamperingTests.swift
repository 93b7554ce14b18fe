// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

@testable import KeyManagement

/// §3, files that are not whole any more: refused with the right reason, and no unverified byte handed out.
@Suite struct SealedFileTamperingTests {
    /// Checks that `altered` ends with `error`, and that only verified chunks came out before.
    private func expect(
        _ altered: [UInt8], of file: SampleFile, toEndWith error: FileFormatError, after chunkCount: Int = 0,
        _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let result = file.tryOpening(altered)
        #expect(result.error == error, comment, sourceLocation: sourceLocation)
        let verified = Array(file.plaintext.prefix(4096 * chunkCount))
        #expect(result.written == verified, comment, sourceLocation: sourceLocation)
    }

    @Test(arguments: Edition.allCases)
    func `every flipped bit of the header is refused, with the reason of its place`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 5)
        for bit in 0..<SampleFile.headerByteCount(edition) * 8 {
            var altered = file.sealed
            altered[bit / 8] ^= 1 << UInt8(bit % 8)
            let reason: FileFormatError =
                switch bit / 8 {
                case 0..<8: .notASealedFile
                case 8: .unknownFormat
                case 9: .unknownEdition
                case 10..<12: .malformedHeader  // m
                case 12..<16: .malformedHeader  // no power of two any more
                case 32..<36: .malformedHeader  // magic, format, edition of the sealed data key
                default: .headerDoesNotOpen
                }
            expect(altered, of: file, toEndWith: reason, "bit \(bit)")
        }
    }

    @Test(arguments: Edition.allCases, [0, 2048, 4097, 8192, 33_554_432])
    func `other chunk sizes are refused`(edition: Edition, chunkByteCount: UInt32) throws {
        let file = try SampleFile(edition, byteCount: 5)
        var altered = file.sealed
        altered.replaceSubrange(12..<16, with: chunkByteCount.bigEndianBytes)
        expect(altered, of: file, toEndWith: chunkByteCount == 8192 ? .headerDoesNotOpen : .malformedHeader)
    }

    @Test(arguments: Edition.allCases)
    func `every flipped bit of a chunk is refused: nonce, ciphertext and tag`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 5)
        for bit in SampleFile.headerByteCount(edition) * 8..<file.sealed.count * 8 {
            var altered = file.sealed
            altered[bit / 8] ^= 1 << UInt8(bit % 8)
            expect(altered, of: file, toEndWith: .chunkDoesNotOpen(index: 0), "bit \(bit)")
        }
    }

    @Test(arguments: Edition.allCases)
    func `damage in a later chunk hands out the chunks before it only`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 9000)
        let (header, chunks) = file.parts
        for index in chunks.indices {
            var altered = chunks
            altered[index][20] ^= 1
            expect(
                header + altered.joined(), of: file, toEndWith: .chunkDoesNotOpen(index: UInt64(index)), after: index)
        }
    }

    @Test(arguments: Edition.allCases)
    func `chunks dropped, doubled, swapped and appended are refused`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 16_384)
        let (header, chunks) = file.parts
        let rows: [(order: [Int], failing: Int)] = [
            ([1, 2, 3], 0), ([0, 2, 3], 1), ([0, 1, 3], 2), ([0, 1, 2], 2), ([0], 0), ([3], 0),  // dropped
            ([0, 0, 1, 2, 3], 1), ([0, 1, 1, 2, 3], 2), ([0, 1, 2, 3, 3], 3),  // doubled
            ([1, 0, 2, 3], 0), ([0, 2, 1, 3], 1), ([0, 1, 3, 2], 2), ([3, 1, 2, 0], 0),  // swapped
            ([0, 1, 2, 3, 0], 3), ([0, 1, 2, 3, 2], 3),  // appended
        ]
        for row in rows {
            expect(
                header + row.order.flatMap { chunks[$0] }, of: file,
                toEndWith: .chunkDoesNotOpen(index: UInt64(row.failing)), after: row.failing, "\(row.order)")
        }
    }

    @Test(arguments: Edition.allCases)
    func `every cut of a small file is refused`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 5)
        let headerByteCount = SampleFile.headerByteCount(edition)
        for byteCount in 0..<file.sealed.count {
            let reason: FileFormatError =
                switch byteCount {
                case 0..<8: .notASealedFile
                case ..<(headerByteCount + 28): .truncated
                default: .chunkDoesNotOpen(index: 0)
                }
            expect(Array(file.sealed.prefix(byteCount)), of: file, toEndWith: reason, "\(byteCount) bytes")
        }
    }

    @Test(arguments: Edition.allCases)
    func `cuts around the borders of chunks are refused`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 9000)
        let start = SampleFile.headerByteCount(edition)
        let rows: [(byteCount: Int, error: FileFormatError, chunkCount: Int)] = [
            (4123, .chunkDoesNotOpen(index: 0), 0),
            (4124, .chunkDoesNotOpen(index: 0), 0),  // the chunk that now ends the file is not the last
            (4125, .truncated, 1), (4124 + 27, .truncated, 1),
            (4124 + 28, .truncated, 1),  // an empty chunk that is not the first
            (4124 + 29, .chunkDoesNotOpen(index: 1), 1),
            (8248, .chunkDoesNotOpen(index: 1), 1), (8249, .truncated, 2), (8276, .truncated, 2),
            (8277, .chunkDoesNotOpen(index: 2), 2), (file.sealed.count - start - 1, .chunkDoesNotOpen(index: 2), 2),
        ]
        for row in rows {
            expect(
                Array(file.sealed.prefix(start + row.byteCount)), of: file, toEndWith: row.error, after: row.chunkCount,
                "\(row.byteCount) bytes of chunks")
        }
    }

    @Test(arguments: Edition.allCases, [0, 5, 4096, 9000])
    func `bytes after the end are refused`(edition: Edition, byteCount: Int) throws {
        let file = try SampleFile(edition, byteCount: byteCount)
        let last = max(1, (byteCount + 4095) / 4096) - 1
        for extra in [1, 28, 29, 4124, 5000] {
            expect(
                file.sealed + [UInt8](repeating: 0, count: extra), of: file,
                toEndWith: .chunkDoesNotOpen(index: UInt64(last)), after: last, "\(extra) bytes")
        }
    }

    @Test(arguments: Edition.allCases)
    func `sealed empty chunk at the end of a file is refused: one length, one layout`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 4096)
        let derivation = try edition.loaded().makeDerivation(key: file.dataKey)
        let header = file.parts.header
        let prelude = Array(header.dropLast(32))
        let derived = try DerivedKey(.file, context: prelude.span, from: derivation, edition: edition)
        let encryptor = try edition.loaded().makeEncryptor(key: derived.key)
        let commitment = header.suffix(32)
        let whole = try encryptor.seal(file.plaintext, authenticating: commitment + [0, 0, 0, 0, 0])
        let empty = try encryptor.seal([], authenticating: commitment + [0, 0, 0, 1, 1])
        expect(header + whole + empty, of: file, toEndWith: .truncated, after: 1)
    }

    @Test(arguments: Edition.allCases)
    func `chunks and headers of another file are refused`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 9000)
        let resealed = try file.seal(MemorySource(file.plaintext)).bytes
        let start = SampleFile.headerByteCount(edition)
        var spliced = file.sealed
        spliced.replaceSubrange(start + 4124..<start + 8248, with: resealed[start + 4124..<start + 8248])
        expect(spliced, of: file, toEndWith: .chunkDoesNotOpen(index: 1), after: 1)
        expect(
            Array(resealed.prefix(start)) + file.sealed.dropFirst(start), of: file,
            toEndWith: .chunkDoesNotOpen(index: 0))
        let other = try SampleFile(edition, byteCount: 9000, seed: 4)
        expect(other.sealed, of: file, toEndWith: .headerDoesNotOpen)
    }

    @Test(arguments: Edition.allCases)
    func `file of the other edition, and a data key of it, are refused`(edition: Edition) throws {
        let file = try SampleFile(edition, byteCount: 5)
        let other = try SampleFile(edition.other, byteCount: 5)
        expect(other.sealed, of: file, toEndWith: .otherEdition(found: edition.other, expected: edition))
        var relabelled = file.sealed
        relabelled[35] = edition.other.formatByte
        expect(relabelled, of: file, toEndWith: .malformedHeader)
    }

    @Test(arguments: Edition.allCases, ["", "H", "HUFUFIL", "hufu.1.fips.SEYB", "%PDF-1.7"])
    func `other files are refused`(edition: Edition, content: String) throws {
        let file = try SampleFile(edition, byteCount: 5)
        expect(Array(content.utf8), of: file, toEndWith: .notASealedFile)
    }
}
