// SPDX-License-Identifier: Apache-2.0
internal import CSM4
import CryptoEngine

/// One of CSM4's implementations for an instruction set. Constant, so shared freely.
@safe struct VendoredSM4Kernel: @unchecked Sendable {
    /// CSM4's descriptor, which lives as long as the program.
    let descriptor: OpaquePointer
    /// CSM4's name of it, such as `portable`.
    let name: String
    /// Whether it needs more than any CPU has.
    let isVector: Bool

    private init(index: Int, descriptor: OpaquePointer) {
        unsafe self.descriptor = unsafe descriptor
        name = unsafe String(cString: csm4_kernel_name(descriptor))
        isVector = index + 1 < csm4_kernel_count()  // the last one is the portable one
    }

    /// Those that this CPU can run, fastest first. Never empty.
    static let supported: [VendoredSM4Kernel] = (0..<csm4_kernel_count()).compactMap { index in
        guard let descriptor = unsafe csm4_kernel_at(index), unsafe csm4_kernel_is_supported(descriptor) else {
            return nil
        }
        return unsafe VendoredSM4Kernel(index: index, descriptor: descriptor)
    }

    /// The names of those that this build holds and this CPU cannot run.
    static let unsupportedNames: [String] = (0..<csm4_kernel_count()).compactMap { index in
        guard let descriptor = unsafe csm4_kernel_at(index), unsafe !csm4_kernel_is_supported(descriptor) else {
            return nil
        }
        return unsafe String(cString: csm4_kernel_name(descriptor))
    }

    /// Encrypts one block (GB/T 32907-2016, 7.1). For known answers only.
    func encryptBlock(_ block: [UInt8], key: borrowing KeyMaterial) -> [UInt8] {
        precondition(block.count == Int(CSM4_BLOCK_BYTES), "a block has 16 bytes")
        let schedule = expand(key)
        return unsafe [UInt8](unsafeUninitializedCapacity: block.count) { output, initializedCount in
            unsafe schedule.withUnsafeBytes {
                unsafe csm4_ecb_encrypt_blocks(OpaquePointer($0.baseAddress), block, output.baseAddress, 1)
            }
            initializedCount = block.count
        }
    }

    /// A `csm4_key` of 16 bytes of key in locked memory, aligned as CSM4 asks, since ``KeyMaterial`` begins on a multiple of 64.
    func expand(_ key: borrowing KeyMaterial) -> KeyMaterial {
        unsafe expand(key, to: Int(CSM4_KEY_MEMORY_BYTES)) { unsafe csm4_key_init($0, descriptor, $1) }
    }

    /// A `csm4_gcm_context` of 16 bytes of key in locked memory, aligned likewise.
    func expandForGCM(_ key: borrowing KeyMaterial) -> KeyMaterial {
        unsafe expand(key, to: Int(CSM4_GCM_MEMORY_BYTES)) { unsafe csm4_gcm_init($0, descriptor, $1) }
    }

    private func expand(
        _ key: borrowing KeyMaterial, to byteCount: Int,
        _ initialize: (UnsafeMutableRawPointer, UnsafePointer<UInt8>?) -> OpaquePointer?
    ) -> KeyMaterial {
        precondition(key.byteCount == Int(CSM4_KEY_BYTES), "an SM4 key has 16 bytes")
        return KeyMaterial(byteCount: byteCount) { (room: inout MutableSpan<UInt8>) in
            unsafe room.withUnsafeMutableBytes { room in
                guard let start = room.baseAddress else { return }
                _ = unsafe key.withUnsafeBytes { unsafe initialize(start, $0.baseAddress) }
            }
        }
    }
}
