// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// A sealed message as JSON.
struct MessageReport: Encodable {
    /// The message as text.
    let ciphertext: String
    let keyID: String
    let keyVersion: UInt32

    init(_ message: SealedMessage) {
        ciphertext = message.text
        keyID = message.keyID.description
        keyVersion = message.keyVersion
    }
}
