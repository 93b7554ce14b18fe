// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// The first 72 bytes of a box, which are also its associated data.
///
/// `magic 2 ‖ format 1 ‖ edition 1 ‖ ID 16 ‖ version u32 ‖ salt 16 ‖ commitment 32`, big-endian.
package struct BoxHeader: Sendable {
    /// Length in bytes.
    package static let byteCount = 72
    /// The only format there is.
    package static let format: UInt8 = 0x01

    /// Length in bytes of the part before the commitment, which the box's key depends on.
    static let preludeByteCount = 40
    /// Length of the salt in bytes.
    static let saltByteCount = 16

    /// What the box holds.
    package let kind: BoxKind
    /// The edition that sealed it.
    package let edition: Edition
    /// The ID of the key it was sealed under: CMK, or root.
    package let id: UniqueID
    /// The version of that key, from 1.
    package let version: UInt32
    /// The 72 bytes.
    package private(set) var bytes: InlineArray<72, UInt8>

    /// The header of a new box; its commitment is still zero.
    init(kind: BoxKind, edition: Edition, id: UniqueID, version: UInt32, salt: [UInt8]) {
        precondition(salt.count == BoxHeader.saltByteCount, "a salt has 16 bytes")
        self.kind = kind
        self.edition = edition
        self.id = id
        self.version = version
        bytes = InlineArray { (output: inout OutputSpan<UInt8>) in
            output.append(kind.magic.0)
            output.append(kind.magic.1)
            output.append(BoxHeader.format)
            output.append(edition.formatByte)
            id.append(to: &output)
            output.append(bigEndian: version)
            output.append(copying: salt.span)
            output.append(repeating: 0, count: DerivedKey.commitmentByteCount)
        }
    }

    /// Reads the header of `box`, of which only the length has been checked: magic, format, edition, in this order.
    ///
    /// - Throws: ``FormatError/notABox``, ``FormatError/otherKind``, ``FormatError/unknownFormat``,
    ///   ``FormatError/unknownEdition``.
    init(parsing box: Span<UInt8>, as kind: BoxKind) throws(FormatError) {
        guard box[0] == kind.magic.0, box[1] == kind.magic.1 else {
            throw BoxKind.allCases.contains { $0.magic == (box[0], box[1]) } ? .otherKind : .notABox
        }
        guard box[2] == BoxHeader.format else { throw .unknownFormat }
        guard let edition = Edition(formatByte: box[3]) else { throw .unknownEdition }
        self.kind = kind
        self.edition = edition
        id = UniqueID(parsing: box.extracting(4..<20))
        version = box.bigEndianUInt32(at: 20)
        bytes = InlineArray { box[$0] }
    }

    /// Writes the commitment into its place.
    mutating func commit(to commitment: InlineArray<32, UInt8>) {
        for index in commitment.indices { bytes[BoxHeader.preludeByteCount + index] = commitment[index] }
    }
}
