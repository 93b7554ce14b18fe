// SPDX-License-Identifier: Apache-2.0

/// The name of one request: a random UUID, version 4 (RFC 9562 §5.4), in lower case. Public, no secret.
enum RequestID {
    /// A new one, from the operating system's generator.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let high = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return unsafe String(unsafeUninitializedCapacity: 36) { text in
            var place = 0
            for (word, shift) in order {
                if dashes.contains(place) {
                    unsafe text[place] = UInt8(ascii: "-")
                    place += 1
                }
                let digit = UInt8(truncatingIfNeeded: (word == 0 ? high : low) >> shift) & 15
                unsafe text[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                place += 1
            }
            return place
        }
    }

    /// The hexadecimal digits from the first to the last: word and shift.
    private static let order = (0...1).flatMap { word in stride(from: UInt64(60), through: 0, by: -4).map { (word, $0) }
    }
    /// Where a dash stands.
    private static let dashes: Set<Int> = [8, 13, 18, 23]
}
