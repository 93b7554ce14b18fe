// SPDX-License-Identifier: Apache-2.0

import CSM4
import Testing

/// A kernel of CSM4, by its place in the list. Every test runs on each that this CPU supports.
struct Kernel: Sendable, CustomTestStringConvertible {
    let index: Int

    /// All kernels of this build.
    static let all = (0..<csm4_kernel_count()).map(Kernel.init(index:))

    /// Those that this CPU can run.
    static let supported = all.filter { unsafe csm4_kernel_is_supported($0.pointer) }

    var pointer: OpaquePointer {
        guard let pointer = unsafe csm4_kernel_at(index) else { preconditionFailure("no kernel \(index)") }
        return unsafe pointer
    }

    var name: String { unsafe String(cString: csm4_kernel_name(pointer)) }

    var testDescription: String { name }
}
