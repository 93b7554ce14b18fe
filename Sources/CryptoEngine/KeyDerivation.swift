// SPDX-License-Identifier: Apache-2.0

/// What a derived key is for. A key of one kind serves its own purposes only; no other purpose exists.
public enum DerivationPurpose: String, Sendable, CaseIterable {
    /// The key of one message, from a CMK's material.
    case message
    /// The public check value of a CMK's material.
    case check
    /// The key of one file, from its data key.
    case file
    /// The key of one stored row, from the root key.
    case row
    /// The key of one import token, from the root key.
    case token

    /// The KDF label in ASCII: `hufu/1/<edition>/<purpose>`. Fixed, and free of zero bytes.
    package func label(in edition: Edition) -> [UInt8] {
        switch edition {
        case .fips: DerivationPurpose.labelsOfFIPS[position]
        case .smCrypto: DerivationPurpose.labelsOfSMCrypto[position]
        }
    }

    /// Spelled once in the process: a derivation must not build strings.
    private static let labelsOfFIPS = labels(of: .fips)
    private static let labelsOfSMCrypto = labels(of: .smCrypto)

    private static func labels(of edition: Edition) -> [[UInt8]] {
        var labels = allCases.map { _ in [UInt8]() }
        for purpose in allCases {
            labels[purpose.position] = Array("hufu/1/\(edition.rawValue)/\(purpose.rawValue)".utf8)
        }
        return labels
    }

    /// The place of its label.
    private var position: Int {
        switch self {
        case .message: 0
        case .check: 1
        case .file: 2
        case .row: 3
        case .token: 4
        }
    }
}

/// Derives keys from one key with SP 800-108r1's counter mode (§4.1). Values may be shared between threads.
///
/// `K(i) = HMAC(key, u32 i ‖ label ‖ 0x00 ‖ context ‖ u32 L)`, i from 1, L in bits, integers big-endian.
public protocol KeyDerivation: Sendable {
    /// Derives `byteCount` bytes for `purpose`.
    ///
    /// - Parameters:
    ///   - purpose: selects the label ``DerivationPurpose``.
    ///   - context: public bytes that the result depends on.
    ///   - byteCount: length of the whole output in bytes, 1 to 2²⁹ − 1.
    /// - Returns: the derived key, `byteCount` bytes.
    /// - Throws: ``CryptoError/tooLong(limit:)`` for any other `byteCount`; ``CryptoError/backend(_:)``.
    func derive(
        _ purpose: DerivationPurpose, context: Span<UInt8>, byteCount: Int
    ) throws(CryptoError) -> KeyMaterial
}

/// The output lengths of the KDF: their number of bits must fit into its 32-bit field.
package enum DerivedLength {
    /// Lengths in bytes.
    package static let byteCounts = 1...(1 << 29) - 1

    /// - Throws: ``CryptoError/tooLong(limit:)`` outside of the range, also below it.
    package static func check(byteCount: Int) throws(CryptoError) {
        guard byteCounts.contains(byteCount) else { throw .tooLong(limit: UInt64(byteCounts.upperBound)) }
    }
}

/// Counter mode over an HMAC keyed once, where that is faster than the module's own KDF, or the module has none.
package struct CounterModeDerivation: KeyDerivation {
    private let authenticator: any MessageAuthenticator
    private let edition: Edition

    package init(authenticator: any MessageAuthenticator, edition: Edition) {
        self.authenticator = authenticator
        self.edition = edition
    }

    package func derive(
        _ purpose: DerivationPurpose, context: Span<UInt8>, byteCount: Int
    ) throws(CryptoError) -> KeyMaterial {
        try DerivedLength.check(byteCount: byteCount)
        let bitCount = UInt32(byteCount * 8)
        let blockCount = (byteCount + authenticator.byteCount - 1) / authenticator.byteCount
        var input = counterInput(label: purpose.label(in: edition), context: context, bitCount: bitCount)
        let blocks = try KeyMaterial(byteCount: blockCount * authenticator.byteCount) {
            (output: inout OutputSpan<UInt8>) throws(CryptoError) in
            for counter in 1...UInt32(blockCount) {
                var place = input.mutableSpan
                CounterModeDerivation.write(counter, to: &place, at: 0)
                try authenticator.authenticate(input.span, into: &output)
            }
        }
        return blocks.byteCount == byteCount ? blocks : KeyMaterial(copying: blocks, count: byteCount)
    }

    /// `u32 counter ‖ label ‖ 0x00 ‖ context ‖ u32 L`, the counter still zero: the one array of a derivation.
    private func counterInput(label: [UInt8], context: Span<UInt8>, bitCount: UInt32) -> [UInt8] {
        var input: [UInt8] = []
        input.reserveCapacity(4 + label.count + 1 + context.count + 4)
        input.append(contentsOf: repeatElement(0, count: 4))
        input.append(contentsOf: label)
        input.append(0)
        unsafe context.withUnsafeBufferPointer { unsafe input.append(contentsOf: $0) }
        input.append(contentsOf: repeatElement(0, count: 4))
        var place = input.mutableSpan
        CounterModeDerivation.write(bitCount, to: &place, at: place.count - 4)
        return input
    }

    /// Writes a big-endian number of 32 bits.
    private static func write(_ number: UInt32, to bytes: inout MutableSpan<UInt8>, at offset: Int) {
        bytes[offset] = UInt8(truncatingIfNeeded: number >> 24)
        bytes[offset + 1] = UInt8(truncatingIfNeeded: number >> 16)
        bytes[offset + 2] = UInt8(truncatingIfNeeded: number >> 8)
        bytes[offset + 3] = UInt8(truncatingIfNeeded: number)
    }
}
