// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
package import CryptoEngine

extension LibraryContext {
    /// What random bytes are for; each has a generator of its own per thread, so that public output tells nothing
    /// about secrets.
    package enum RandomUse: Sendable {
        /// Keys and other secrets.
        case secret
        /// Nonces and other values that an onlooker sees.
        case visible
    }

    /// Fills the span from the context's DRBG (SP 800-90A) at a strength of 256 bits. No lock is shared between threads.
    ///
    /// - Throws: ``CryptoError/randomUnavailable``; the span is then all zero.
    package func random(_ use: RandomUse, into bytes: inout MutableSpan<UInt8>) throws(CryptoError) {
        guard bytes.count > 0 else { return }
        let strength: UInt32 = 256
        let answer = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            switch use {
            case .secret: unsafe RAND_priv_bytes_ex(handle, buffer.baseAddress, buffer.count, strength)
            case .visible: unsafe RAND_bytes_ex(handle, buffer.baseAddress, buffer.count, strength)
            }
        }
        guard answer == 1 else {
            ErrorQueue.clear()
            ConstantTime.wipe(&bytes)
            throw .randomUnavailable
        }
    }

    /// Fills all of the free space of `output`.
    ///
    /// - Throws: ``CryptoError/randomUnavailable``; nothing is appended then.
    package func random(_ use: RandomUse, into output: inout OutputSpan<UInt8>) throws(CryptoError) {
        try unsafe output.withUnsafeMutableBufferPointer { (buffer, count: inout Int) throws(CryptoError) in
            let free = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count...])
            var bytes = unsafe free.mutableSpan
            try random(use, into: &bytes)
            count = buffer.count
        }
    }
}
