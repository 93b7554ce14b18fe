// SPDX-License-Identifier: Apache-2.0

// What every `Encryptor` does around its cipher. Inlined into each, so that sharing costs no call and no closure.
extension SealedLayout {
    /// Checks limit and room, lets `seal` write the sealed form, and appends it; appends nothing when that throws.
    ///
    /// - Parameters:
    ///   - plaintextByteCount: length of the message in bytes.
    ///   - sealed: where to.
    ///   - seal: writes `nonce ‖ ciphertext ‖ tag`, `plaintextByteCount + 28` bytes, from the address that it gets on.
    /// - Throws: ``CryptoError/tooLong(limit:)``; ``CryptoError/bufferTooSmall(needed:)``; what `seal` throws, when all
    ///   that it wrote is wiped.
    @inlinable
    package static func append(
        sealing plaintextByteCount: Int, to sealed: inout OutputSpan<UInt8>,
        _ seal: (UnsafeMutablePointer<UInt8>) throws(CryptoError) -> Void
    ) throws(CryptoError) {
        guard UInt64(plaintextByteCount) <= plaintextByteCountLimit else {
            throw .tooLong(limit: plaintextByteCountLimit)
        }
        let byteCount = plaintextByteCount + overheadByteCount
        guard sealed.freeCapacity >= byteCount else { throw .bufferTooSmall(needed: byteCount) }
        try unsafe append(byteCount, to: &sealed) { (start) throws(CryptoError) in
            guard let start = unsafe start else { throw .bufferTooSmall(needed: byteCount) }
            try unsafe seal(start)
        }
    }

    /// Checks lengths and room, lets `open` verify and write the plaintext, and appends it; or appends nothing.
    ///
    /// - Parameters:
    ///   - sealed: `nonce ‖ ciphertext ‖ tag`.
    ///   - plaintext: where to.
    ///   - open: gets the first of the sealed bytes, the length of the plaintext, and the address it is to be written to,
    ///     which may be nil when there is none.
    /// - Throws: ``CryptoError/authenticationFailed`` for fewer than 28 bytes, or too many;
    ///   ``CryptoError/bufferTooSmall(needed:)``; what `open` throws, when all that it wrote is wiped (SP 800-38D §7.2).
    @inlinable
    package static func append(
        opening sealed: Span<UInt8>, to plaintext: inout OutputSpan<UInt8>,
        _ open: (UnsafePointer<UInt8>, _ byteCount: Int, UnsafeMutablePointer<UInt8>?) throws(CryptoError) -> Void
    ) throws(CryptoError) {
        let byteCount = sealed.count - overheadByteCount
        guard byteCount >= 0, UInt64(byteCount) <= plaintextByteCountLimit else { throw .authenticationFailed }
        guard plaintext.freeCapacity >= byteCount else { throw .bufferTooSmall(needed: byteCount) }
        try unsafe append(byteCount, to: &plaintext) { (start) throws(CryptoError) in
            try unsafe sealed.withUnsafeBufferPointer { (sealed) throws(CryptoError) in
                guard let nonce = sealed.baseAddress else { throw .authenticationFailed }
                try unsafe open(nonce, byteCount, start)
            }
        }
    }

    /// Appends `byteCount` bytes that `write` puts at the address it gets, nil where the output has none; when it throws,
    /// wipes them and takes them back.
    @inlinable
    static func append(
        _ byteCount: Int, to output: inout OutputSpan<UInt8>,
        _ write: (UnsafeMutablePointer<UInt8>?) throws(CryptoError) -> Void
    ) throws(CryptoError) {
        let countBefore = output.count
        do throws(CryptoError) {
            try unsafe output.withUnsafeMutableBufferPointer { (buffer, initializedCount) throws(CryptoError) in
                let start = unsafe buffer.baseAddress.map { unsafe $0 + initializedCount }
                initializedCount += byteCount
                try unsafe write(start)
            }
        } catch {
            ConstantTime.retract(&output, to: countBefore)
            throw error
        }
    }
}
