// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

/// The key that protects all keys of a store: one owner, wiped when that owner ends.
///
/// As text one line, `hufu.root.1.<edition>.` ‖ Base64url of `root ID 16 ‖ version u32 ‖ key`. The text holds the key,
/// so it exists as ``KeyMaterial`` only.
public struct RootKey: ~Copyable, Sendable {
    /// The edition it belongs to.
    public let edition: Edition
    /// The ID, which every row and token names.
    public let id: UniqueID
    /// The version, from 1; each rotation takes the next.
    public let version: UInt32
    /// The key, of the edition's length.
    package let key: KeyMaterial

    package init(edition: Edition, id: UniqueID, version: UInt32, key: consuming KeyMaterial) {
        precondition(key.byteCount == edition.keyByteCount && version > 0, "no root key of the edition")
        self.edition = edition
        self.id = id
        self.version = version
        self.key = key
    }

    /// A new root key, version 1, from the edition's generator.
    ///
    /// - Throws: ``CryptoError/randomUnavailable``.
    public static func make(from edition: any CryptoEdition) throws(CryptoError) -> RootKey {
        RootKey(edition: edition.edition, id: try .random(from: edition), version: 1, key: try edition.makeKey())
    }

    /// Reads the line, with or without a line feed at its end.
    ///
    /// - Throws: ``RootKeyError/malformed``; ``RootKeyError/otherEdition(found:expected:)``;
    ///   ``RootKeyError/wrongKeyLength(expected:actual:)``.
    package static func parse(
        _ text: borrowing KeyMaterial, expecting edition: Edition
    ) throws(RootKeyError) -> RootKey {
        let content = try decodeLine(text, expecting: edition)
        guard content.byteCount > nameByteCount else { throw .malformed }
        let keyByteCount = content.byteCount - nameByteCount
        guard keyByteCount == edition.keyByteCount else {
            throw .wrongKeyLength(expected: edition.keyByteCount, actual: keyByteCount)
        }
        let name = content.withBytes { content in
            (id: UniqueID(parsing: content.extracting(0..<16)), version: content.bigEndianUInt32(at: 16))
        }
        guard name.version > 0 else { throw .malformed }
        return RootKey(
            edition: edition, id: name.id, version: name.version,
            key: KeyMaterial(copying: content, from: nameByteCount))
    }

    /// The line, with a line feed at its end.
    package borrowing func text() -> KeyMaterial {
        let prefix = RootKey.prefix(of: edition)
        let contentByteCount = RootKey.nameByteCount + key.byteCount
        let content = KeyMaterial(byteCount: contentByteCount) { (content: inout OutputSpan<UInt8>) in
            id.append(to: &content)
            content.append(bigEndian: version)
            key.withBytes { content.append(copying: $0) }
        }
        let lineByteCount = prefix.count + Base64URL.textByteCount(encoding: contentByteCount) + 1
        return KeyMaterial(byteCount: lineByteCount) { (line: inout OutputSpan<UInt8>) in
            line.append(copying: prefix.span)
            content.withBytes { Base64URL.encode($0, into: &line) }
            line.append(UInt8(ascii: "\n"))
        }
    }

    /// Length in bytes of ID and version before the key.
    private static let nameByteCount = 20

    private static func prefix(of edition: Edition) -> [UInt8] { Array("hufu.root.1.\(edition.rawValue).".utf8) }

    /// The bytes that stand behind the prefix. Only the prefix, which is public, is compared with an early end.
    private static func decodeLine(
        _ line: borrowing KeyMaterial, expecting expected: Edition
    ) throws(RootKeyError) -> KeyMaterial {
        var content: KeyMaterial?
        try line.withBytes { (line: Span<UInt8>) throws(RootKeyError) in
            let found = Edition.allCases.first { edition in
                let prefix = prefix(of: edition)
                return line.count >= prefix.count && prefix.indices.allSatisfy { line[$0] == prefix[$0] }
            }
            guard let found else { throw .malformed }
            guard found == expected else { throw .otherEdition(found: found, expected: expected) }
            let hasLineFeed = line[line.count - 1] == UInt8(ascii: "\n")
            let text = line.extracting(prefix(of: found).count..<line.count - (hasLineFeed ? 1 : 0))
            content = Base64URL.decodeMaterial(text)
        }
        guard let content = content.take() else { throw .malformed }
        return content
    }
}
