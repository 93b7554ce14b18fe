// SPDX-License-Identifier: Apache-2.0

import CSM4

/// Owns one `csm4_key`.
@safe final class BlockKey {
    private let memory: UnsafeMutableRawPointer
    let key: OpaquePointer

    init(_ bytes: [UInt8], on kernel: Kernel) {
        precondition(bytes.count == 16)
        unsafe memory = .allocate(
            byteCount: Int(CSM4_KEY_MEMORY_BYTES), alignment: Int(CSM4_MEMORY_ALIGNMENT))
        unsafe key = csm4_key_init(memory, kernel.pointer, bytes)
    }

    deinit {
        unsafe csm4_key_wipe(key)
        unsafe memory.deallocate()
    }

    /// rk0 to rk31.
    var roundKeys: [UInt32] {
        var keys = [UInt32](repeating: 0, count: 32)
        unsafe csm4_key_round_keys(key, &keys)
        return keys
    }

    func encrypt(_ blocks: [UInt8]) -> [UInt8] {
        var output = blocks
        unsafe csm4_ecb_encrypt_blocks(key, blocks, &output, blocks.count / 16)
        return output
    }

    /// Encrypts one block over and over in place, each output the next input.
    func encrypt(_ block: [UInt8], times: Int) -> [UInt8] {
        var block = block
        unsafe block.withUnsafeMutableBufferPointer { buffer in
            for _ in 0..<times {
                unsafe csm4_ecb_encrypt_blocks(key, buffer.baseAddress, buffer.baseAddress, 1)
            }
        }
        return block
    }

    func decrypt(_ blocks: [UInt8]) -> [UInt8] {
        var output = blocks
        unsafe csm4_ecb_decrypt_blocks(key, blocks, &output, blocks.count / 16)
        return output
    }

    /// CTR over the whole input; `counter` becomes the next one.
    func applyCounterMode(_ input: [UInt8], counter: inout [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: input.count)
        unsafe csm4_ctr(key, &counter, input, &output, input.count)
        return output
    }
}
