// SPDX-License-Identifier: Apache-2.0

/// One case of SP 800-108 counter mode: `K(i) = PRF(key, u32 i ‖ fixed input)`.
package struct CounterModeVector: Sendable {
    /// Names the case in its file.
    package let id: String
    package let key: [UInt8]
    package let fixedInput: [UInt8]
    package let output: [UInt8]
}
