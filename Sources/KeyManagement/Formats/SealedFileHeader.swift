// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// What stands before the first chunk of a sealed file: 196 bytes (FIPS) or 180 (SM-CRYPTO).
///
/// `"HUFUFILE" ‖ format 1 ‖ edition 1 ‖ m u16 ‖ chunk u32 ‖ salt 16 ‖ sealed data key m ‖ commitment 32`, big-endian. All
/// but the commitment is the context from which the file's key is derived, so a changed header changes the key.
package struct SealedFileHeader: Sendable {
    /// The first bytes of every sealed file in ASCII.
    private static let magic = Array("HUFUFILE".utf8)
    /// The only format there is.
    private static let format: UInt8 = 0x01
    /// Length in bytes of the part before the sealed data key.
    private static let fixedByteCount = 32
    /// Plaintext bytes per chunk that a reader accepts, where it is a power of two.
    static let chunkByteCounts = 4096...16_777_216

    /// The edition that sealed the file.
    package let edition: Edition
    /// Plaintext bytes in every chunk but the last.
    package let chunkByteCount: Int
    /// The data key, sealed as a message under a CMK: what the key service opens.
    package let sealedDataKey: [UInt8]
    /// The CMK that the data key is sealed under, as the file says.
    package let keyID: KeyID
    /// The version of that CMK's material, as the file says.
    package let keyVersion: UInt32
    /// All but the commitment.
    let prelude: [UInt8]
    /// The commitment as read, or as made: 32 bytes.
    private(set) var commitment: [UInt8]

    /// All bytes.
    package var bytes: [UInt8] { prelude + commitment }

    /// Length in bytes of a data key of `edition`, sealed as a message: 132 or 116.
    static func sealedDataKeyByteCount(in edition: Edition) -> Int {
        edition.keyByteCount + BoxFormat.overheadByteCount
    }

    /// The header of a new file; its commitment is still zero.
    init(edition: Edition, chunkByteCount: Int, salt: [UInt8], sealedDataKey: [UInt8]) {
        precondition(salt.count == BoxHeader.saltByteCount, "a salt has 16 bytes")
        precondition(
            sealedDataKey.count == SealedFileHeader.sealedDataKeyByteCount(in: edition), "no sealed data key")
        guard let box = try? BoxHeader(parsing: sealedDataKey.span, as: .message) else {
            preconditionFailure("the sealed data key is no message")
        }
        keyID = box.id
        keyVersion = box.version
        var prelude = SealedFileHeader.magic + [SealedFileHeader.format, edition.formatByte]
        prelude += UInt16(sealedDataKey.count).bigEndianBytes
        prelude += UInt32(chunkByteCount).bigEndianBytes
        prelude += salt
        prelude += sealedDataKey
        self.edition = edition
        self.chunkByteCount = chunkByteCount
        self.sealedDataKey = sealedDataKey
        self.prelude = prelude
        commitment = [UInt8](repeating: 0, count: DerivedKey.commitmentByteCount)
    }

    /// Writes the commitment into its place.
    mutating func commit(to commitment: InlineArray<32, UInt8>) {
        self.commitment = commitment.indices.map { commitment[$0] }
    }

    /// Reads a header and leaves `source` at the first chunk. The checks go in the order of the bytes.
    ///
    /// - Throws: ``FileFormatError/notASealedFile``, ``FileFormatError/unknownFormat``,
    ///   ``FileFormatError/unknownEdition``, ``FileFormatError/otherEdition(found:expected:)``,
    ///   ``FileFormatError/malformedHeader``, ``FileFormatError/truncated``, ``FileFormatError/unreadable(reason:)``.
    init<Source: ByteSource & ~Copyable>(
        readingFrom source: inout Source, expecting expected: Edition
    ) throws(FileFormatError) {
        let fixed = try SealedFileHeader.read(SealedFileHeader.fixedByteCount, from: &source)
        let magic = SealedFileHeader.magic
        guard fixed.starts(with: magic) else { throw .notASealedFile }
        guard fixed.count == SealedFileHeader.fixedByteCount else { throw .truncated }
        guard fixed[8] == SealedFileHeader.format else { throw .unknownFormat }
        guard let edition = Edition(formatByte: fixed[9]) else { throw .unknownEdition }
        guard edition == expected else { throw .otherEdition(found: edition, expected: expected) }
        let sealedByteCount = SealedFileHeader.sealedDataKeyByteCount(in: edition)
        let chunkByteCount = Int(fixed.span.bigEndianUInt32(at: 12))
        guard fixed[10...11].elementsEqual(UInt16(sealedByteCount).bigEndianBytes),
            SealedFileHeader.chunkByteCounts.contains(chunkByteCount), chunkByteCount.nonzeroBitCount == 1
        else { throw .malformedHeader }
        let rest = try SealedFileHeader.read(sealedByteCount + DerivedKey.commitmentByteCount, from: &source)
        guard rest.count == sealedByteCount + DerivedKey.commitmentByteCount else { throw .truncated }
        let sealedDataKey = Array(rest.prefix(sealedByteCount))
        guard let box = try? BoxHeader(parsing: sealedDataKey.span, as: .message), box.edition == edition else {
            throw .malformedHeader
        }
        self.edition = edition
        self.chunkByteCount = chunkByteCount
        self.sealedDataKey = sealedDataKey
        keyID = box.id
        keyVersion = box.version
        prelude = fixed + sealedDataKey
        commitment = Array(rest.suffix(DerivedKey.commitmentByteCount))
    }

    /// Reads `byteCount` bytes; fewer only when the source ends.
    private static func read<Source: ByteSource & ~Copyable>(
        _ byteCount: Int, from source: inout Source
    ) throws(FileFormatError) -> [UInt8] {
        var buffer = ChunkBuffer(capacity: byteCount)
        do throws(ByteStreamError) { try buffer.fill(from: &source) } catch { throw .unreadable(reason: error.reason) }
        return [UInt8](capacity: byteCount) { (bytes: inout OutputSpan<UInt8>) in
            buffer.withFirst(buffer.count) { bytes.append(copying: $0) }
        }
    }
}
