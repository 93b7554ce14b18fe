// SPDX-License-Identifier: Apache-2.0

/// The outcome for one size: medians over all rounds.
struct RatioRow: Encodable {
    /// Length of each message in bytes.
    let plaintextByteCount: Int
    /// `Encryptor.seal`, nanoseconds per message.
    let encryptorNanoseconds: Double
    /// Bare EVP, nanoseconds per message.
    let bareNanoseconds: Double
    /// `Encryptor.seal` over bare EVP: the median of each round's own ratio, so that a clock that drifts between rounds
    /// does not count.
    let ratio: Double
}
