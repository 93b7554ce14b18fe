// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// What a box holds.
package enum BoxKind: Sendable, CaseIterable {
    /// What Encrypt and GenerateDataKey return, under a CMK's material.
    case message
    /// Key material at rest, under the root key.
    case row
    /// An import token, under the root key.
    case token

    /// The first two bytes in ASCII: `HF`, `HR`, `HT`.
    package var magic: (UInt8, UInt8) {
        switch self {
        case .message: (0x48, 0x46)
        case .row: (0x48, 0x52)
        case .token: (0x48, 0x54)
        }
    }

    /// The purpose for which the box's key is derived.
    package var purpose: DerivationPurpose {
        switch self {
        case .message: .message
        case .row: .row
        case .token: .token
        }
    }
}
