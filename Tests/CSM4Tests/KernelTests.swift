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

    @Test(arguments: Kernel.supported) func `wiping leaves zeros, and nothing beyond the memory is written`(
        kernel: Kernel
    ) {
        let byteCount = Int(CSM4_GCM_MEMORY_BYTES)
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: byteCount + 64, alignment: Int(CSM4_MEMORY_ALIGNMENT))
        defer { unsafe memory.deallocate() }
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0xA5)
        let context = unsafe csm4_gcm_init(memory.baseAddress, kernel.pointer, pattern(16, seed: 1))
        #expect(unsafe memory[..<byteCount].contains { $0 != 0 && $0 != 0xA5 })
        unsafe csm4_gcm_wipe(context)
        #expect(unsafe memory[..<byteCount].allSatisfy { $0 == 0 })
        #expect(unsafe memory[byteCount...].allSatisfy { $0 == 0xA5 })
    }
}
