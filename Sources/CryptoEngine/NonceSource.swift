// SPDX-License-Identifier: Apache-2.0
internal import CSecureMemory
import Synchronization

/// Where an encryptor's nonces come from, outside a validated module (which makes each inside the call).
public enum NoncePolicy: Sendable {
    /// From a per-thread batch of the edition's generator: each used once, wiped, gone after a fork.
    case buffered
    /// Drawn from the edition's generator at each call. File chunks always.
    case perCall
}

/// Hands out 96-bit random nonces of one generator (NIST SP 800-38D §8.2.2). May be shared between threads: no lock.
package final class NonceSource: Sendable {
    /// Fills the whole span from the edition's generator; false when it gave none.
    package typealias Generator = @Sendable (inout MutableSpan<UInt8>) -> Bool

    private static let nextIdentity = Atomic<UInt64>(1)
    private let identity: UInt64
    fileprivate let generator: Generator

    package init(generator: @escaping Generator) {
        identity = NonceSource.nextIdentity.wrappingAdd(1, ordering: .relaxed).oldValue
        self.generator = generator
    }

    /// Writes one fresh nonce to the 12 bytes of `nonce`.
    ///
    /// - Throws: ``CryptoError/randomUnavailable``; `nonce` is then all zero and must not be used.
    package func take(_ policy: NoncePolicy, into nonce: UnsafeMutablePointer<UInt8>) throws(CryptoError) {
        switch policy {
        case .buffered:
            let owner = unsafe Unmanaged.passUnretained(self).toOpaque()
            guard unsafe hufu_nonce_take(identity, nonce, refill, owner) == 0 else { throw .randomUnavailable }
        case .perCall:
            let count = SealedLayout.nonceByteCount
            guard unsafe refill(Unmanaged.passUnretained(self).toOpaque(), nonce, count) == 0 else {
                unsafe hufu_wipe(nonce, count)
                throw .randomUnavailable
            }
        }
    }
}

/// The C batch's way back to its generator; called on the thread that takes the nonce.
private func refill(_ owner: UnsafeMutableRawPointer?, _ bytes: UnsafeMutablePointer<UInt8>, _ byteCount: Int) -> CInt {
    guard let owner = unsafe owner else { return -1 }
    let source = unsafe Unmanaged<NonceSource>.fromOpaque(owner).takeUnretainedValue()
    let buffer = unsafe UnsafeMutableBufferPointer(start: bytes, count: byteCount)
    var span = unsafe buffer.mutableSpan
    return source.generator(&span) ? 0 : -1
}
