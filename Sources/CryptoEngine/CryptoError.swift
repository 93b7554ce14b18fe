// SPDX-License-Identifier: Apache-2.0

/// Why a cryptographic call failed, and what to do. Never holds input bytes.
@nonexhaustive public enum CryptoError: Error, Equatable {
    /// The tag does not match: altered bytes, another context, or another key. No plaintext was released.
    case authenticationFailed
    /// A key of another length than the algorithm takes. Lengths in bytes.
    case wrongKeyLength(expected: Int, actual: Int)
    /// The caller's buffer has less than `needed` free bytes.
    case bufferTooSmall(needed: Int)
    /// The plaintext, context or output is longer than the algorithm allows. `limit` in bytes.
    case tooLong(limit: UInt64)
    /// This key sealed 2³² messages (NIST SP 800-38D §8.3).
    case keyExhausted
    /// Wrapped key material that does not unwrap. One reason for all, so that nothing about the padding shows.
    case unwrapFailed
    /// Ciphertext under a public key that does not decrypt. One reason for all, so that nothing about the padding shows.
    case decryptionFailed
    /// The digest of a message to be signed or verified has another length than the hash's. Lengths in bytes.
    case wrongDigestLength(expected: Int, actual: Int)
    /// Bytes that should be a key of the named kind and are not.
    case malformedKey(kind: String)
    /// An algorithm that this edition, or its configuration, does not offer.
    case unsupportedAlgorithm(name: String, edition: Edition)
    /// A name that is no edition.
    case unknownEdition(String)
    /// A self-test did not give the known answer. The edition does not load.
    case selfTestFailed(name: String)
    /// A module, library or provider that was asked for is missing or unfit. The edition does not load.
    case moduleUnavailable(reason: String)
    /// A random generator gave no bytes.
    case randomUnavailable
    /// A call into a cryptographic library failed.
    case backend(BackendFailure)
}

/// A library call that failed: its name and the library's own codes.
public struct BackendFailure: Sendable, Equatable {
    /// The function that failed, such as `EVP_CipherInit_ex2`.
    public let call: String
    /// What the library's error queue said, oldest first; empty when it said nothing.
    public let codes: [String]

    package init(call: String, codes: [String]) {
        self.call = call
        self.codes = codes
    }
}

extension CryptoError: CustomStringConvertible {
    /// What is wrong. What to do.
    public var description: String {
        switch self {
        case .authenticationFailed:
            "The data or its context was altered, or belongs to another key. Check both; do not retry."
        case .wrongKeyLength(let expected, let actual):
            "The key has \(actual) bytes (\(actual * 8) bits). Use one of exactly \(expected) bytes (\(expected * 8) bits)."
        case .bufferTooSmall(let needed):
            "The output buffer is too small. Pass one with \(needed) free bytes."
        case .tooLong(let limit):
            "The input is longer than \(limit) bytes, the limit of the algorithm. Split it."
        case .keyExhausted:
            "This key has sealed 2^32 messages, its limit. Make a new key."
        case .unwrapFailed:
            "The wrapped key does not unwrap. Wrap it again with the public key and algorithm of this import."
        case .decryptionFailed:
            "The ciphertext does not decrypt. Check that it was made with this key's public key and this algorithm."
        case .wrongDigestLength(let expected, let actual):
            "The digest has \(actual) bytes. Pass one of exactly \(expected) bytes, or the message itself."
        case .malformedKey(let kind):
            "This is not a valid \(kind). Check that the whole file was passed, in the form asked for."
        case .unsupportedAlgorithm(let name, let edition):
            "The edition \(edition) as configured does not offer \(name). Choose another algorithm or edition."
        case .unknownEdition(let name):
            "There is no edition '\(name)'. Choose one of: \(Edition.allCases.map(\.rawValue).joined(separator: ", "))."
        case .selfTestFailed(let name):
            "The self-test '\(name)' failed, so the edition was not loaded. Do not use this machine; run `hufu self-test`."
        case .moduleUnavailable(let reason):
            "\(reason) Nothing else is used in its place. Run `hufu doctor`."
        case .randomUnavailable:
            "The random generator gave no bytes. Run `hufu doctor`; nothing was sealed."
        case .backend(let failure):
            "\(failure.call) failed (\(failure.codes.isEmpty ? "no code" : failure.codes.joined(separator: "; "))). "
                + "Run `hufu doctor`."
        }
    }
}
