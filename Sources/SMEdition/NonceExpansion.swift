// SPDX-License-Identifier: Apache-2.0
internal import CSM4
import CryptoEngine

/// Nonces for a whole batch out of 32 bytes of the edition's generator, which needs longer for a nonce than SM4 for a
/// short message.
///
/// The bytes are an SM4 key and a counter block; the nonces are that key's stream in counter mode (SP 800-38A §6.5). A
/// key serves one batch and is wiped before the batch is used, so no state outlives it. With 2^8 blocks under a fresh
/// key the stream cannot be told from random bytes better than SM4 from a random permutation, plus 2^-112.
enum NonceExpansion {
    /// What a batch takes from the generator, in bytes.
    static let seedByteCount = Int(CSM4_KEY_BYTES + CSM4_BLOCK_BYTES)

    /// Fills the span: shorter ones, which no batch is, from the generator itself.
    static func fill(_ bytes: inout MutableSpan<UInt8>, from library: GcryptLibrary) {
        guard bytes.count > seedByteCount else { return library.fillNonces(&bytes) }
        expand(KeyMaterial(byteCount: seedByteCount) { library.fillNonces(&$0) }, into: &bytes)
    }

    /// Fills the span with the key stream of a seed, `key 16 ‖ counter 16`.
    static func expand(_ seed: borrowing KeyMaterial, into bytes: inout MutableSpan<UInt8>) {
        precondition(seed.byteCount == seedByteCount, "a seed is a key and a counter block")
        ConstantTime.wipe(&bytes)
        unsafe bytes.withUnsafeMutableBufferPointer { stream in
            guard let start = stream.baseAddress, let kernel = VendoredSM4Kernel.supported.first else { return }
            unsafe seed.withUnsafeBytes { seed in
                guard let key = seed.baseAddress else { return }
                _ = KeyMaterial(byteCount: Int(CSM4_KEY_MEMORY_BYTES)) { (room: inout MutableSpan<UInt8>) in
                    unsafe room.withUnsafeMutableBytes { room in
                        guard let memory = room.baseAddress else { return }
                        let schedule = unsafe csm4_key_init(memory, kernel.descriptor, key)
                        var counter = InlineArray<16, UInt8> { unsafe key[Int(CSM4_KEY_BYTES) + $0] }
                        var span = counter.mutableSpan
                        unsafe span.withUnsafeMutableBufferPointer { counter in
                            unsafe csm4_ctr(schedule, counter.baseAddress, start, start, stream.count)
                        }
                    }
                }
            }
        }
    }
}
