// SPDX-License-Identifier: Apache-2.0

/// The two editions of the engine. One is chosen by configuration when the process starts; none is the default.
///
/// The raw value is the spelling used everywhere: in configuration, flags, labels, formats and reports.
public enum Edition: String, Sendable, CaseIterable, Codable {
    /// AES-256-GCM (NIST SP 800-38D) with SHA-256, through OpenSSL.
    case fips
    /// SM4-128-GCM (GB/T 32907-2016, RFC 8998) with SM3 (GB/T 32905-2016) and SM2 (GB/T 32918).
    case smCrypto = "sm-crypto"

    /// Finds the edition of that name.
    ///
    /// - Throws: ``CryptoError/unknownEdition(_:)`` for anything but `fips` and `sm-crypto`, letter by letter.
    public init(named name: String) throws(CryptoError) {
        guard let edition = Edition(rawValue: name) else { throw .unknownEdition(name) }
        self = edition
    }

    /// Length of every symmetric key of the edition in bytes: 32 (AES-256) or 16 (SM4).
    public var keyByteCount: Int {
        switch self {
        case .fips: 32
        case .smCrypto: 16
        }
    }

    /// The edition byte of every binary format.
    package var formatByte: UInt8 {
        switch self {
        case .fips: 0x01
        case .smCrypto: 0x02
        }
    }

    /// The edition of a format's edition byte, if there is one.
    package init?(formatByte: UInt8) {
        guard let edition = Edition.allCases.first(where: { $0.formatByte == formatByte }) else { return nil }
        self = edition
    }
}

extension Edition: CustomStringConvertible {
    /// `fips` or `sm-crypto`.
    public var description: String { rawValue }
}
