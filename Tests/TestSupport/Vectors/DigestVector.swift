// SPDX-License-Identifier: Apache-2.0

/// One case of a hash.
package struct DigestVector: Sendable {
    /// Names the case in its file.
    package let id: String
    package let message: [UInt8]
    package let digest: [UInt8]
}
