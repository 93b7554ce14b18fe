// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

extension KeyMaterial {
    /// The bytes in the open, for keys that a test made up. A failed expectation prints them.
    package borrowing func exposed() -> [UInt8] {
        withBytes { bytes in bytes.indices.map { bytes[$0] } }
    }
}
