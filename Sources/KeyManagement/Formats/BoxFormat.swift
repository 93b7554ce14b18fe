// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Seals and opens boxes: the one construction for messages, rows and tokens. May be shared between threads.
///
/// `header 72 ‖ nonce 12 ‖ ciphertext n ‖ tag 16` (``BoxHeader``). Each box has its own key, derived from the key K of its
/// ID and version with bytes 0 to 39 ‖ H(pairs) as context, and used once; the associated data is bytes 0 to 71. The salt
/// comes from the operating system and the nonce from the edition's module, two sources that would both have to fail
/// before a key and nonce repeat.
package struct BoxFormat: Sendable {
    /// Draws a salt of 16 bytes.
    package typealias SaltSource = @Sendable () throws(CryptoError) -> [UInt8]

    /// What sealing adds to the plaintext, in bytes.
    package static let overheadByteCount = BoxHeader.byteCount + SealedLayout.overheadByteCount
    /// The longest plaintext in bytes.
    package static let plaintextByteCountLimit = Int(Int32.max)

    /// 16 bytes of getrandom, never buffered.
    package static let systemSalt: SaltSource = { () throws(CryptoError) in
        try SystemEntropy.bytes(BoxHeader.saltByteCount)
    }

    private let edition: any CryptoEdition
    private let salt: SaltSource

    /// - Parameters:
    ///   - edition: seals and opens.
    ///   - salt: getrandom, unless a worked example fixes it.
    package init(edition: any CryptoEdition, salt: @escaping SaltSource = BoxFormat.systemSalt) {
        self.edition = edition
        self.salt = salt
    }

    /// Seals a plaintext of at most 2³¹ − 1 bytes into a new box, `plaintext.count + 100` bytes.
    ///
    /// - Parameters:
    ///   - plaintext: what to seal.
    ///   - kind: selects the magic and the purpose.
    ///   - derivation: keyed with K, made by this format's edition.
    ///   - id: the ID of K.
    ///   - version: the version of K, from 1.
    ///   - pairs: bound to the box, not stored.
    /// - Returns: the box.
    /// - Throws: ``CryptoError/tooLong(limit:)``; ``CryptoError/randomUnavailable``; ``CryptoError/backend(_:)``.
    package func seal(
        _ plaintext: Span<UInt8>, as kind: BoxKind, under derivation: any KeyDerivation, id: UniqueID, version: UInt32,
        pairs: Pairs
    ) throws(CryptoError) -> [UInt8] {
        guard plaintext.count <= BoxFormat.plaintextByteCountLimit else {
            throw .tooLong(limit: UInt64(BoxFormat.plaintextByteCountLimit))
        }
        var header = BoxHeader(kind: kind, edition: edition.edition, id: id, version: version, salt: try salt())
        let derived = try deriveKey(of: header, from: derivation, pairs: pairs)
        header.commit(to: derived.commitment)
        let encryptor = try edition.makeEncryptor(key: derived.key)
        let byteCount = plaintext.count + BoxFormat.overheadByteCount
        return try [UInt8](capacity: byteCount) { (box: inout OutputSpan<UInt8>) throws(CryptoError) in
            box.append(copying: header.bytes.span)
            try encryptor.seal(plaintext, authenticating: header.bytes.span, into: &box)
        }
    }

    /// Seals key material, which is read in place.
    ///
    /// - Throws: as sealing a span.
    package func seal(
        _ material: borrowing KeyMaterial, as kind: BoxKind, under derivation: any KeyDerivation, id: UniqueID,
        version: UInt32, pairs: Pairs
    ) throws(CryptoError) -> [UInt8] {
        try material.withBytes { (bytes: Span<UInt8>) throws(CryptoError) in
            try seal(bytes, as: kind, under: derivation, id: id, version: version, pairs: pairs)
        }
    }

    /// Checks all that can be checked without a key, in the order length, magic, format, edition, and names the key.
    ///
    /// - Throws: ``FormatError``: a case for each of these steps.
    package func header(of box: Span<UInt8>, as kind: BoxKind) throws(FormatError) -> BoxHeader {
        guard box.count >= BoxFormat.overheadByteCount else { throw .tooShort }
        guard box.count - BoxFormat.overheadByteCount <= BoxFormat.plaintextByteCountLimit else { throw .tooLong }
        let header = try BoxHeader(parsing: box, as: kind)
        guard header.edition == edition.edition else {
            throw .otherEdition(found: header.edition, expected: edition.edition)
        }
        return header
    }

    /// Opens a box into a new array.
    ///
    /// - Parameters:
    ///   - box: all bytes of it.
    ///   - kind: the only kind accepted.
    ///   - derivation: keyed with the key that ``header(of:as:)`` names.
    ///   - pairs: those given at sealing.
    /// - Returns: the plaintext.
    /// - Throws: as ``header(of:as:)``; ``FormatError/doesNotOpen`` for altered bytes, other pairs or another K;
    ///   ``FormatError/engine(_:)``.
    package func open(
        _ box: Span<UInt8>, as kind: BoxKind, under derivation: any KeyDerivation, pairs: Pairs
    ) throws(FormatError) -> [UInt8] {
        let byteCount = max(0, box.count - BoxFormat.overheadByteCount)
        return try [UInt8](capacity: byteCount) { (plaintext: inout OutputSpan<UInt8>) throws(FormatError) in
            try open(box, as: kind, under: derivation, pairs: pairs, into: &plaintext)
        }
    }

    /// Opens a box that holds key material, straight into locked memory.
    ///
    /// - Throws: as ``open(_:as:under:pairs:)``.
    package func openMaterial(
        _ box: Span<UInt8>, as kind: BoxKind, under derivation: any KeyDerivation, pairs: Pairs
    ) throws(FormatError) -> KeyMaterial {
        let byteCount = max(0, box.count - BoxFormat.overheadByteCount)
        return try KeyMaterial(byteCount: byteCount) { (plaintext: inout OutputSpan<UInt8>) throws(FormatError) in
            try open(box, as: kind, under: derivation, pairs: pairs, into: &plaintext)
        }
    }

    /// Header, commitment, tag: each step before the next; the last two fail alike.
    private func open(
        _ box: Span<UInt8>, as kind: BoxKind, under derivation: any KeyDerivation, pairs: Pairs,
        into plaintext: inout OutputSpan<UInt8>
    ) throws(FormatError) {
        let header = try header(of: box, as: kind)
        do throws(CryptoError) {
            let derived = try deriveKey(of: header, from: derivation, pairs: pairs)
            guard derived.isCommitted(to: box.extracting(BoxHeader.preludeByteCount..<BoxHeader.byteCount)) else {
                throw .authenticationFailed
            }
            let encryptor = try edition.makeEncryptor(key: derived.key)
            let sealed = box.extracting(BoxHeader.byteCount..<box.count)
            try encryptor.open(sealed, authenticating: box.extracting(0..<BoxHeader.byteCount), into: &plaintext)
        } catch .authenticationFailed {
            throw .doesNotOpen
        } catch {
            throw .engine(error)
        }
    }

    /// Derives with `bytes 0…39 ‖ H(pairs)` as context, 72 bytes.
    private func deriveKey(
        of header: BoxHeader, from derivation: any KeyDerivation, pairs: Pairs
    ) throws(CryptoError) -> DerivedKey {
        let context = try InlineArray<72, UInt8> { (context: inout OutputSpan<UInt8>) throws(CryptoError) in
            context.append(copying: header.bytes.span.extracting(0..<BoxHeader.preludeByteCount))
            try edition.hash(pairs.bytes.span, into: &context)
        }
        return try DerivedKey(
            header.kind.purpose, context: context.span, from: derivation, edition: edition.edition)
    }
}
