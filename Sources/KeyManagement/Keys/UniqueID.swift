// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

/// 16 random bytes that name a key, a root, a store, an import token or a wrapping pair.
///
/// As text: 36 characters, lower-case hexadecimal, grouped 8-4-4-4-12.
public struct UniqueID: Hashable, Sendable {
    /// Bytes 0 to 7, the first the most significant.
    private let head: UInt64
    /// Bytes 8 to 15.
    private let tail: UInt64

    /// The 16 bytes.
    public var bytes: [UInt8] { [UInt8](capacity: 16) { append(to: &$0) } }

    /// An ID of these 16 bytes; nil for another count.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.init(parsing: bytes.span)
    }

    /// The ID of 16 bytes.
    init(parsing bytes: Span<UInt8>) {
        precondition(bytes.count == 16, "an ID has 16 bytes")
        head = (0..<8).reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
        tail = (8..<16).reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
    }

    /// Appends the 16 bytes.
    func append(to bytes: inout OutputSpan<UInt8>) {
        bytes.append(bigEndian: head)
        bytes.append(bigEndian: tail)
    }

    /// Reads the 36-character text; nil for anything else, upper case included.
    public init?(_ text: String) {
        guard text.utf8.count == 36 else { return nil }
        var (head, tail) = (UInt64(0), UInt64(0))
        for (index, character) in text.utf8.enumerated() {
            switch index {
            case 8, 13, 18, 23:
                guard character == UInt8(ascii: "-") else { return nil }
            default:
                guard let digit = UniqueID.digit(of: character) else { return nil }
                head = head << 4 | tail >> 60
                tail = tail << 4 | digit
            }
        }
        (self.head, self.tail) = (head, tail)
    }

    /// A fresh ID from the edition's generator, marked as a random UUID (RFC 9562 §5.4).
    ///
    /// - Throws: ``CryptoError/randomUnavailable``.
    public static func random(from edition: any CryptoEdition) throws(CryptoError) -> UniqueID {
        guard let id = UniqueID(bytes: try edition.randomBytes(16)) else { throw .randomUnavailable }
        return UniqueID(random: (id.head, id.tail))
    }

    /// A fresh ID from the operating system's generator, marked likewise: for what is named and kept nowhere, as a request.
    public static func transient() -> UniqueID {
        var generator = SystemRandomNumberGenerator()
        return UniqueID(random: (generator.next(), generator.next()))
    }

    /// Marks 16 random bytes as a UUID of version 4.
    private init(random: (head: UInt64, tail: UInt64)) {
        head = random.head & ~0xF000 | 0x4000
        tail = random.tail & ~(0xC0 << 56) | 0x80 << 56
    }

    private static func digit(of character: UInt8) -> UInt64? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(character - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(character - UInt8(ascii: "a") + 10)
        default: nil
        }
    }
}

/// The ID of a customer master key.
public typealias KeyID = UniqueID

extension UniqueID: CustomStringConvertible {
    /// The 36-character text.
    public var description: String { String(decoding: characters, as: UTF8.self) }

    /// The 36 characters in ASCII.
    var characters: [UInt8] {
        [UInt8](capacity: 36) { (text: inout OutputSpan<UInt8>) in
            for place in 0..<32 {
                if place == 8 || place == 12 || place == 16 || place == 20 { text.append(UInt8(ascii: "-")) }
                let half = place < 16 ? head : tail
                text.append(UniqueID.hexDigit(UInt8(truncatingIfNeeded: half >> (60 - 4 * (place & 15))) & 15))
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
