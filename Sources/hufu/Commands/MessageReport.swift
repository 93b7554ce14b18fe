// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// A sealed message as JSON.
struct MessageReport: Encodable {
    /// The message as text.
    let ciphertextBlob: String
    let keyId: String
    let keyVersion: UInt32

    init(_ message: SealedMessage) {
        ciphertextBlob = message.text
        keyId = message.keyID.description
        keyVersion = message.keyVersion
    }
}
