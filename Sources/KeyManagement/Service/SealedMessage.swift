// SPDX-License-Identifier: Apache-2.0

/// A message sealed under a CMK: the box of formats.md §1, as bytes and as text. Public.
public struct SealedMessage: Sendable, Hashable {
    /// The box: 100 bytes more than the plaintext.
    public let bytes: [UInt8]
    /// The same as text: `hufu.1.<edition>.` and Base64url.
    public let text: String
    /// The key it was sealed under.
    public let keyID: KeyID
    /// The version of that key's material.
    public let keyVersion: UInt32
}

/// An opened message.
public struct OpenedMessage: Sendable {
    /// What was sealed.
    public let plaintext: [UInt8]
    /// The key it was sealed under.
    public let keyID: KeyID
}

/// The outcome of ``KeyService/reEncrypt(_:sourceContext:under:context:for:)``.
public struct ReEncryptedMessage: Sendable, Hashable {
    /// The message under the destination key; the very message given when nothing had to change.
    public let message: SealedMessage
    /// The key the message was under before.
    public let sourceKeyID: KeyID
    /// False when key, version and context were already right.
    public let isReEncrypted: Bool
}
