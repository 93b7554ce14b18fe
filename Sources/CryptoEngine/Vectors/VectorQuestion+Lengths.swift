// SPDX-License-Identifier: Apache-2.0

extension VectorQuestion.AEAD {
    /// Refuses the lengths that the mode's standard excludes, whatever an implementation takes.
    ///
    /// - Parameter textByteCount: length of the plaintext; negative where the sealed bytes are shorter than a tag.
    /// - Throws: ``VectorRefusal/refused`` for GCM without a nonce or a text over 2³⁶ − 32 bytes (SP 800-38D §5.2.1.1);
    ///   for CCM with a nonce other than of 7 to 13 bytes, a tag other than of 4, 6, … 16, or a text of 2^(8 (15 − n))
    ///   bytes or more (SP 800-38C §A.1).
    package func requireStandardLengths(textByteCount: Int) throws(VectorRefusal) {
        let isStandard =
            switch mode {
            case .gcm: !nonce.isEmpty && UInt64(max(0, textByteCount)) <= SealedLayout.plaintextByteCountLimit
            case .ccm:
                7...13 ~= nonce.count && 4...16 ~= tagByteCount && tagByteCount.isMultiple(of: 2)
                    && (nonce.count < 8 || textByteCount < 1 << (8 * (15 - nonce.count)))
            }
        guard isStandard, textByteCount >= 0 else { throw .refused }
    }

    /// Whether SP 800-38D §5.2.1.2 has GCM tags of this length: 4, 8, and 12 to 16 bytes.
    package var hasStandardGCMTag: Bool { [4, 8, 12, 13, 14, 15, 16].contains(tagByteCount) }
}

extension VectorQuestion.Mode {
    /// Refuses the lengths that SP 800-38A excludes.
    ///
    /// - Throws: ``VectorRefusal/refused`` for an IV or first counter that is not a block, one in ECB, or a text in ECB or
    ///   CBC that is not whole blocks (§5.2, §5.3).
    package func requireStandardLengths(textByteCount: Int) throws(VectorRefusal) {
        let blockByteCount = 16
        guard iv.count == (name == .ecb ? 0 : blockByteCount),
            name == .ctr || textByteCount.isMultiple(of: blockByteCount)
        else { throw .refused }
    }

    /// Refuses anything but one block in ECB, which is all that can be encrypted over and over.
    ///
    /// - Throws: ``VectorRefusal/refused``.
    package func requireOneBlock(_ block: [UInt8]) throws(VectorRefusal) {
        guard name == .ecb, iv.isEmpty, block.count == 16 else { throw .refused }
    }
}
