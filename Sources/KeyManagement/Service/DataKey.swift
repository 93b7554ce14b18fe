// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// A key for its caller's own use, in clear and sealed under a CMK. The only key bytes meant to leave the service.
public struct DataKey: ~Copyable, Sendable {
    /// The data key sealed under the CMK; ``KeyService/decrypt(_:context:for:)`` gives it back.
    public let sealed: SealedMessage
    package let material: KeyMaterial

    init(sealed: SealedMessage, material: consuming KeyMaterial) {
        self.sealed = sealed
        self.material = material
    }

    /// Length in bytes.
    public var byteCount: Int { material.byteCount }

    /// Reads the data key in clear. The span must not outlive `body`; a copy made of it is the caller's to protect.
    public borrowing func withPlaintext<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try material.withBytes(body)
    }
}
