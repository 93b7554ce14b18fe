// SPDX-License-Identifier: Apache-2.0
internal import CSM4

/// A CSM4 kernel by its C functions: what SM4 costs without hufu's nonces, counts and Swift.
@safe final class KernelPeer: AEADPeer, CounterPeer {
    /// A kernel that this CPU runs.
    @safe struct Kernel: @unchecked Sendable {
        /// CSM4's name of it.
        let name: String
        fileprivate let descriptor: OpaquePointer

        /// Those that this CPU runs, fastest first. Never empty.
        static let supported: [Kernel] = (0..<csm4_kernel_count()).compactMap { index in
            guard let descriptor = unsafe csm4_kernel_at(index), unsafe csm4_kernel_is_supported(descriptor) else {
                return nil
            }
            return unsafe Kernel(name: String(cString: csm4_kernel_name(descriptor)), descriptor: descriptor)
        }
    }

    private let kernel: Kernel
    private let key: [UInt8]
    private let memory: ReusedBuffer
    private let freshMemory: ReusedBuffer
    private let counterMemory: ReusedBuffer
    private let context: OpaquePointer
    private let counterKey: OpaquePointer

    /// A keyed context of that kernel.
    init(_ kernel: Kernel, key: [UInt8]) {
        precondition(key.count == Int(CSM4_KEY_BYTES), "an SM4 key has 16 bytes")
        self.kernel = kernel
        self.key = key
        memory = ReusedBuffer(byteCount: Int(CSM4_GCM_MEMORY_BYTES))
        freshMemory = ReusedBuffer(byteCount: Int(CSM4_GCM_MEMORY_BYTES))
        counterMemory = ReusedBuffer(byteCount: Int(CSM4_KEY_MEMORY_BYTES))
        guard let context = unsafe csm4_gcm_init(memory.start, kernel.descriptor, key),
            let counterKey = unsafe csm4_key_init(counterMemory.start, kernel.descriptor, key)
        else { fatalError("CSM4 answers where a context stands") }
        unsafe self.context = context
        unsafe self.counterKey = counterKey
    }

    deinit {
        unsafe csm4_gcm_wipe(context)
        unsafe csm4_key_wipe(counterKey)
    }

    func seal(
        _ plaintext: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to sealed: UnsafeMutablePointer<UInt8>
    ) {
        unsafe KernelPeer.seal(context, plaintext, iv: iv, to: sealed)
    }

    func open(
        _ sealed: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to plaintext: UnsafeMutablePointer<UInt8>
    ) {
        let byteCount = sealed.count - Int(CSM4_GCM_TAG_BYTES)
        guard byteCount >= 0, let ciphertext = sealed.baseAddress else { fatalError("too short to be sealed") }
        let answer = unsafe csm4_gcm_open(
            context, iv, nil, 0, ciphertext, byteCount, ciphertext + byteCount, plaintext)
        precondition(answer == CSM4_OK, "a CSM4 call failed")
    }

    /// In memory that is there already, as CSM4 asks of its callers.
    func sealInNewContext(
        _ plaintext: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to sealed: UnsafeMutablePointer<UInt8>
    ) {
        guard let fresh = unsafe csm4_gcm_init(freshMemory.start, kernel.descriptor, key) else {
            fatalError("CSM4 answers where a context stands")
        }
        unsafe KernelPeer.seal(fresh, plaintext, iv: iv, to: sealed)
        unsafe csm4_gcm_wipe(fresh)
    }

    func apply(
        to input: UnsafeBufferPointer<UInt8>, counter: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>
    ) {
        // CSM4 leaves the next counter behind: a copy, moved as a whole.
        var block = unsafe UnsafeRawPointer(counter).loadUnaligned(as: SIMD16<UInt8>.self)
        unsafe withUnsafeMutableBytes(of: &block) { block in
            unsafe csm4_ctr(
                counterKey, block.baseAddress?.assumingMemoryBound(to: UInt8.self), input.baseAddress, output,
                input.count)
        }
    }

    @inline(__always) private static func seal(
        _ context: OpaquePointer, _ plaintext: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>,
        to sealed: UnsafeMutablePointer<UInt8>
    ) {
        let answer = unsafe csm4_gcm_seal(
            context, iv, nil, 0, plaintext.baseAddress, plaintext.count, sealed, sealed + plaintext.count)
        precondition(answer == CSM4_OK, "a CSM4 call failed")
    }
}
