// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension Encryptor {
    /// Seals into new data: `nonce ‖ ciphertext ‖ tag`, `plaintext.count + 28` bytes, written in place.
    ///
    /// - Throws: as ``seal(_:authenticating:into:)``.
    public func seal(_ plaintext: Data, authenticating context: Data = Data()) throws(CryptoError) -> Data {
        try Data(count: plaintext.count + SealedLayout.overheadByteCount) {
            (sealed: inout OutputSpan<UInt8>) throws(CryptoError) in
            try seal(plaintext.span, authenticating: context.span, into: &sealed)
        }
    }

    /// Opens into new data, written in place. `Data` is ordinary memory: to open a key use a ``KeyWrapper``.
    ///
    /// - Throws: as ``open(_:authenticating:into:)``.
    public func open(_ sealed: Data, authenticating context: Data = Data()) throws(CryptoError) -> Data {
        try Data(count: max(0, sealed.count - SealedLayout.overheadByteCount)) {
            (plaintext: inout OutputSpan<UInt8>) throws(CryptoError) in
            try open(sealed.span, authenticating: context.span, into: &plaintext)
        }
    }
}

extension Data {
    /// Lets `append` write all of `count` bytes in place.
    fileprivate init(
        count: Int, appendedBy append: (inout OutputSpan<UInt8>) throws(CryptoError) -> Void
    ) throws(CryptoError) {
        self.init(count: count)
        var bytes = mutableSpan
        try unsafe bytes.withUnsafeMutableBufferPointer { (buffer) throws(CryptoError) in
            var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
            try append(&output)
            _ = unsafe output.finalize(for: buffer)
        }
    }
}
