// SPDX-License-Identifier: Apache-2.0

import CSM4
import Testing

@Suite struct KernelTests {
    @Test func `the list ends with the portable kernel, which every CPU supports`() throws {
        let last = try #require(Kernel.all.last)
        #expect(last.name == "portable")
        #expect(Kernel.supported.map(\.index).contains(last.index))
        #expect(unsafe csm4_kernel_at(Kernel.all.count) == nil)
    }

    @Test func `names are unique`() {
        #expect(Set(Kernel.all.map(\.name)).count == Kernel.all.count)
    }

    @Test func `the best kernel is the first supported one`() throws {
        let first = try #require(Kernel.supported.first)
        #expect(unsafe csm4_kernel_best() == first.pointer)
    }

    /// Whatever the memory held before, wiping leaves nothing that the key made: zero, or the byte from before.
    @Test(arguments: Kernel.supported, [0x00, 0xA5] as [UInt8])
    func `wiping leaves nothing of a key, and nothing beyond the memory is written`(kernel: Kernel, before: UInt8) {
        let byteCount = Int(CSM4_GCM_MEMORY_BYTES)
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: byteCount + 64, alignment: Int(CSM4_MEMORY_ALIGNMENT))
        defer { unsafe memory.deallocate() }
        unsafe memory.initializeMemory(as: UInt8.self, repeating: before)
        let context = unsafe csm4_gcm_init(memory.baseAddress, kernel.pointer, pattern(16, seed: 1))
        unsafe seal(5000, with: context)  // long enough that a kernel adds what it makes of the key on demand
        #expect(unsafe memory[..<byteCount].contains { $0 != 0 && $0 != before })
        unsafe csm4_gcm_wipe(context)
        #expect(unsafe memory[..<byteCount].allSatisfy { $0 == 0 || $0 == before })
        #expect(unsafe memory[byteCount...].allSatisfy { $0 == before })
    }

    private func seal(_ byteCount: Int, with context: OpaquePointer?) {
        let text = pattern(byteCount, seed: 2)
        var ciphertext = text
        var tag = [UInt8](repeating: 0, count: Int(CSM4_GCM_TAG_BYTES))
        let answer = unsafe csm4_gcm_seal(
            context, pattern(12, seed: 3), nil, 0, text, byteCount, &ciphertext, &tag)
        #expect(answer == CSM4_OK && ciphertext != text)
    }
}
