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

    /// Encrypts one block (GB/T 32907-2016, 7.1). For known answers only.
    func encryptBlock(_ block: [UInt8], key: borrowing KeyMaterial) -> [UInt8] {
        precondition(block.count == Int(CSM4_BLOCK_BYTES) && key.byteCount == Int(CSM4_KEY_BYTES), "16 bytes each")
        let schedule = KeyMaterial(byteCount: Int(CSM4_KEY_MEMORY_BYTES)) { (room: inout MutableSpan<UInt8>) in
            unsafe room.withUnsafeMutableBytes { room in
                guard let start = room.baseAddress else { return }
                _ = unsafe key.withUnsafeBytes { unsafe csm4_key_init(start, descriptor, $0.baseAddress) }
            }
        }
        return unsafe [UInt8](unsafeUninitializedCapacity: block.count) { output, initializedCount in
            unsafe schedule.withUnsafeBytes {
                unsafe csm4_ecb_encrypt_blocks(OpaquePointer($0.baseAddress), block, output.baseAddress, 1)
            }
            initializedCount = block.count
        }
    }
}
