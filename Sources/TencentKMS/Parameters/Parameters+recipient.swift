// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import StrictJSON

/// Whom a plaintext is encrypted for: `EncryptionPublicKey` and `EncryptionAlgorithm`.
struct Recipient {}

extension Parameters {
    mutating func recipient() throws(APIError) -> Recipient? { nil }
}

extension ActionCall {
    func plaintext(of key: borrowing DataKey, for recipient: Recipient?) throws -> JSONValue {
        .string(
            key.withPlaintext { bytes in unsafe bytes.withUnsafeBufferPointer { unsafe Data($0).base64EncodedString() }
            })
    }
}
