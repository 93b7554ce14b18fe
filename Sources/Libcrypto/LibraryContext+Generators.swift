// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
package import CryptoEngine

extension LibraryContext {
    /// The context's generators, instantiated for this thread where they were not yet.
    ///
    /// - Throws: ``CryptoError/backend(_:)`` when OpenSSL makes none.
    package func generators() throws(CryptoError) -> [RandomGenerator] {
        [
            unsafe try describe(.primary, ErrorQueue.handle("RAND_get0_primary") { unsafe RAND_get0_primary(handle) }),
            unsafe try describe(.private, ErrorQueue.handle("RAND_get0_private") { unsafe RAND_get0_private(handle) }),
            unsafe try describe(.public, ErrorQueue.handle("RAND_get0_public") { unsafe RAND_get0_public(handle) }),
        ]
    }

    /// The seed source that a fetch in this context finds, as libcrypto looks for one itself; nil where there is none, and
    /// the providers ask libcrypto for the operating system's randomness.
    package var seed: RandomGenerator.Seed? {
        ErrorQueue.clear()
        defer { ErrorQueue.clear() }
        guard let source = unsafe EVP_RAND_fetch(handle, "SEED-SRC", nil) else { return nil }
        defer { unsafe EVP_RAND_free(source) }
        return unsafe RandomGenerator.Seed(
            name: text(EVP_RAND_get0_name(source)),
            provider: text(OSSL_PROVIDER_get0_name(EVP_RAND_get0_provider(source))))
    }

    private func describe(_ role: RandomGenerator.Role, _ generator: OpaquePointer) -> RandomGenerator {
        let kind = unsafe EVP_RAND_CTX_get0_rand(generator)
        return unsafe RandomGenerator(
            role: role, mechanism: text(EVP_RAND_get0_name(kind)), cipher: cipher(of: generator),
            strengthBits: Int(EVP_RAND_get_strength(generator)),
            provider: text(OSSL_PROVIDER_get0_name(EVP_RAND_get0_provider(kind))),
            isReady: EVP_RAND_get_state(generator) == EVP_RAND_STATE_READY)
    }

    private func cipher(of generator: OpaquePointer) -> String? {
        var name = [CChar](repeating: 0, count: 64)
        let isNamed = unsafe name.withUnsafeMutableBufferPointer {
            unsafe hufu_generator_cipher(generator, $0.baseAddress, $0.count) == 1
        }
        ErrorQueue.clear()
        return isNamed ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
    }
}

private func text(_ name: UnsafePointer<CChar>?) -> String {
    unsafe name.map { unsafe String(cString: $0) } ?? "unknown"
}
