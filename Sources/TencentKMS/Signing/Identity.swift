// SPDX-License-Identifier: Apache-2.0

/// A request whose signature is good: who signed it, and what of it the signature covers.
struct Identity: Sendable {
    let signer: Signer
    /// 32 or 20 bytes.
    let signature: [UInt8]
    /// Whether the signature covers the action, so that it serves no other.
    let coversAction: Bool
}

/// The parts of a request beside its parameters, whichever form it has.
struct Envelope: Sendable {
    var action: String
    var version: String
    var region: String?
    var language: Language
    /// Unix seconds.
    var timestamp: Int64
}
