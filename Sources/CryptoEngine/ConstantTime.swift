// SPDX-License-Identifier: Apache-2.0
internal import CSecureMemory

/// Operations on secrets whose time depends on lengths only. The work is done in C, where no optimiser undoes it.
@usableFromInline
package enum ConstantTime {
    /// Whether both hold the same bytes; false at once when the lengths, which are public, differ.
    package static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe left.withUnsafeBufferPointer { left in
            unsafe right.withUnsafeBufferPointer { right in
                unsafe hufu_equal(left.baseAddress, right.baseAddress, left.count) == 1
            }
        }
    }

    /// Overwrites the bytes with zeros; the compiler may not drop it.
    package static func wipe(_ bytes: inout MutableSpan<UInt8>) {
        unsafe bytes.withUnsafeMutableBufferPointer { unsafe hufu_wipe($0.baseAddress, $0.count) }
    }

    /// Overwrites this array's storage with zeros. Earlier copies of it are beyond reach: keep secrets in ``KeyMaterial``.
    package static func wipe(_ bytes: inout [UInt8]) {
        unsafe bytes.withUnsafeMutableBufferPointer { unsafe hufu_wipe($0.baseAddress, $0.count) }
    }

    /// Wipes what was appended to `output` since it held `count` bytes, and takes it back.
    @usableFromInline
    package static func retract(_ output: inout OutputSpan<UInt8>, to count: Int) {
        let excess = output.count - count
        var written = output.mutableSpan
        unsafe written.withUnsafeMutableBufferPointer { buffer in
            unsafe hufu_wipe(buffer.baseAddress.map { unsafe $0 + count }, excess)
        }
        output.removeLast(excess)
    }

    /// Removes EME-PKCS1-v1_5 padding (RFC 8017 §7.2.2) around a key of exactly `keyByteCount` bytes.
    ///
    /// No branch and no index depends on the block's content until the one answer.
    ///
    /// - Throws: ``CryptoError/unwrapFailed`` for every other block, whatever is wrong with it.
    package static func unpadPKCS1v15(
        _ block: borrowing KeyMaterial, keyByteCount: Int
    ) throws(CryptoError) -> KeyMaterial {
        try KeyMaterial(byteCount: keyByteCount) { (key: inout MutableSpan<UInt8>) throws(CryptoError) in
            let fits = unsafe key.withUnsafeMutableBufferPointer { key in
                unsafe block.withUnsafeBytes { block -> CInt in
                    guard let from = block.baseAddress, let to = key.baseAddress else { return 0 }
                    return unsafe hufu_pkcs1v15_unpad(from, block.count, to, key.count)
                }
            }
            guard fits == 1 else { throw .unwrapFailed }
        }
    }

    /// Removes EME-PKCS1-v1_5 padding (RFC 8017 §7.2.2) around a message whose length is not known, as vector suites have
    /// it. An import knows the length and takes no other.
    ///
    /// No branch and no index depends on the block's content until the one answer, which tells the length.
    ///
    /// - Throws: ``CryptoError/unwrapFailed`` for every other block, whatever is wrong with it.
    package static func unpadPKCS1v15(_ block: borrowing KeyMaterial) throws(CryptoError) -> KeyMaterial {
        var messageByteCount = 0
        let room = max(0, block.byteCount - 11)
        let message = try KeyMaterial(byteCount: room) { (message: inout MutableSpan<UInt8>) throws(CryptoError) in
            let fits = unsafe message.withUnsafeMutableBufferPointer { message in
                unsafe block.withUnsafeBytes { block -> CInt in
                    guard let from = block.baseAddress, let to = message.baseAddress else { return 0 }
                    return unsafe hufu_pkcs1v15_unpad_any(from, block.count, to, &messageByteCount)
                }
            }
            guard fits == 1 else { throw .unwrapFailed }
        }
        return KeyMaterial(copying: message, count: messageByteCount)
    }
}
