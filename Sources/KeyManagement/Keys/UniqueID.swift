// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

/// 16 random bytes that name a key, a root, a store, an import token or a wrapping pair.
///
/// As text: 36 characters, lower-case hexadecimal, grouped 8-4-4-4-12.
public struct UniqueID: Hashable, Sendable {
    /// The 16 bytes.
    public let bytes: [UInt8]

    /// An ID of these 16 bytes; nil for another count.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads the 36-character text; nil for anything else, upper case included.
    public init?(_ text: String) {
        let characters = Array(text.utf8)
        guard characters.count == 36 else { return nil }
        var digits: [UInt8] = []
        for (index, character) in characters.enumerated() {
            if UniqueID.dashPositions.contains(index) {
                guard character == UInt8(ascii: "-") else { return nil }
            } else {
                guard let digit = UniqueID.hexDigits.firstIndex(of: character) else { return nil }
                digits.append(UInt8(digit))
            }
        }
        bytes = stride(from: 0, to: 32, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// A fresh ID from the edition's generator, marked as a random UUID (RFC 9562 §5.4).
    ///
    /// - Throws: ``CryptoError/randomUnavailable``.
    public static func random(from edition: any CryptoEdition) throws(CryptoError) -> UniqueID {
        UniqueID(random: try edition.randomBytes(16))
    }

    /// A fresh ID from the operating system's generator, marked likewise: for what is named and kept nowhere, as a request.
    public static func transient() -> UniqueID {
        var generator = SystemRandomNumberGenerator()
        return UniqueID(random: (0..<16).map { _ in generator.next() })
    }

    /// Marks 16 random bytes as a UUID of version 4.
    private init(random bytes: [UInt8]) {
        var bytes = bytes
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        self.bytes = bytes
    }

    private static let dashPositions: Set<Int> = [8, 13, 18, 23]
    private static let hexDigits = Array("0123456789abcdef".utf8)
}

/// The ID of a customer master key.
public typealias KeyID = UniqueID

extension UniqueID: CustomStringConvertible {
    /// The 36-character text.
    public var description: String { String(decoding: characters, as: UTF8.self) }

    /// The 36 characters in ASCII.
    var characters: [UInt8] {
        [UInt8](capacity: 36) { (text: inout OutputSpan<UInt8>) in
            for index in bytes.indices {
                if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
                text.append(UniqueID.hexDigit(bytes[index] >> 4))
                text.append(UniqueID.hexDigit(bytes[index] & 15))
            }
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension UniqueID: Codable {
    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = UniqueID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a lower-case UUID text")
        }
        self = id
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
