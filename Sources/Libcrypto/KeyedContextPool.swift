// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
import CryptoEngine

/// Contexts of one cipher under one key, ready for use. Threads take and return them without a lock.
@safe struct KeyedContextPool: ~Copyable, @unchecked Sendable {
    private let cipher: FetchedCipher
    private let template: Template
    private let idle: HandlePool

    /// What new contexts are made from.
    private enum Template: ~Copyable {
        /// A context that never had a nonce; read only.
        case context(CipherContext)
        /// The key itself.
        case key(KeyMaterial)
    }

    /// - Parameters:
    ///   - cipher: an AEAD cipher.
    ///   - key: has the cipher's key length.
    ///   - copiesContexts: new contexts are copies of one that is kept for that, where the provider can copy: right when
    ///     each message needs a new one. Else the first serves many messages, and a second, should two threads meet, is
    ///     keyed anew: a key that seals one message only then pays for one context.
    /// - Throws: ``CryptoError/backend(_:)``.
    init(_ cipher: FetchedCipher, key: borrowing KeyMaterial, copiesContexts: Bool) throws(CryptoError) {
        let keyed = try CipherContext(cipher, key: key)
        var copy: CipherContext?
        if copiesContexts { copy = try? CipherContext(copying: keyed) }
        if let first = copy.take() {
            template = .context(keyed)
            idle = unsafe HandlePool(first.relinquish())
        } else {
            template = .key(KeyMaterial(copying: key))
            idle = unsafe HandlePool(keyed.relinquish())
        }
        self.cipher = cipher
    }

    deinit {
        while let handle = unsafe idle.take() { _ = unsafe CipherContext(adopting: handle) }
    }

    /// A keyed context for one message whose nonce the caller gives.
    ///
    /// - Throws: ``CryptoError/backend(_:)``.
    borrowing func take() throws(CryptoError) -> CipherContext {
        if let handle = unsafe idle.take() { return unsafe CipherContext(adopting: handle) }
        return try makeContext()
    }

    /// Gives a context back for the next message; one that failed is to be dropped instead.
    borrowing func giveBack(_ context: consuming CipherContext) {
        if let excess = unsafe idle.giveBack(context.relinquish()) { _ = unsafe CipherContext(adopting: excess) }
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
