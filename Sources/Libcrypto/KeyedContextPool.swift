// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine
import Synchronization

/// Contexts of one cipher under one key, ready for use. Threads take and return them without a lock.
///
/// A thread takes a context out of a slot by exchange and so has it alone; when all slots are empty it gets a new one.
/// After the first calls, as many threads as there are slots work without allocation.
@safe struct KeyedContextPool: ~Copyable, @unchecked Sendable {
    private let cipher: FetchedCipher
    private let template: Template
    private let slots: InlineArray<4, Atomic<OpaquePointer?>>
    private static var slotIndices: Range<Int> { 0..<4 }

    /// What new contexts are made from.
    private enum Template: ~Copyable {
        /// A context that never had a nonce; read only.
        case context(CipherContext)
        /// The key itself, where the provider cannot copy contexts.
        case key(KeyMaterial)
    }

    /// - Parameters:
    ///   - cipher: an AEAD cipher.
    ///   - key: has the cipher's key length.
    ///   - copiesContexts: false keys each new context afresh, as with a provider that cannot copy; for tests.
    /// - Throws: ``CryptoError/backend(_:)``.
    init(_ cipher: FetchedCipher, key: borrowing KeyMaterial, copiesContexts: Bool = true) throws(CryptoError) {
        let keyed = try CipherContext(cipher, key: key)
        var first: CipherContext?
        if copiesContexts { first = try? CipherContext(copying: keyed) }
        if let copy = first.take() {
            template = .context(keyed)
            let handle = unsafe copy.relinquish()
            unsafe slots = InlineArray { index in unsafe Atomic(index == 0 ? handle : nil) }
        } else {
            template = .key(KeyMaterial(copying: key))
            unsafe slots = InlineArray { _ in unsafe Atomic(nil) }
        }
        self.cipher = cipher
    }

    deinit {
        for index in Self.slotIndices {
            guard let handle = unsafe slots[index].exchange(nil, ordering: .acquiring) else { continue }
            _ = unsafe CipherContext(adopting: handle)
        }
    }

    /// A keyed context for one message whose nonce the caller gives.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func take() throws(CryptoError) -> CipherContext {
        for index in Self.slotIndices {
            if let handle = unsafe slots[index].exchange(nil, ordering: .acquiring) {
                return unsafe CipherContext(adopting: handle)
            }
        }
        return try makeContext()
    }

    /// Gives a context back for the next message; one that failed is to be dropped instead.
    borrowing func giveBack(_ context: consuming CipherContext) {
        let handle = unsafe context.relinquish()
        for index in Self.slotIndices {
            let slot = unsafe slots[index].compareExchange(expected: nil, desired: handle, ordering: .releasing)
            if unsafe slot.exchanged { return }
        }
        _ = unsafe CipherContext(adopting: handle)
    }

    /// A keyed context that never had a nonce, so that the module makes one. Good for one message.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func makeContext() throws(CryptoError) -> CipherContext {
        switch template {
        case .context(let keyed): try CipherContext(copying: keyed)
        case .key(let key): try CipherContext(cipher, key: key)
        }
    }
}
