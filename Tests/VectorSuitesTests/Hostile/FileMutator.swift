// SPDX-License-Identifier: Apache-2.0
import TestSupport

/// Spoils a sound file in the ways that files are spoilt by accident and on purpose. The same seed, the same files.
struct FileMutator {
    private var generator: SeededGenerator
    /// The longest file that comes of it, in bytes.
    private let longest: Int

    init(seed: UInt64, longest: Int = 1 << 16) {
        generator = SeededGenerator(seed: seed)
        self.longest = longest
    }

    /// One to three mutations, one on top of the other.
    mutating func mutation(of sound: [UInt8]) -> [UInt8] {
        var bytes = sound
        for _ in 0..<Int.random(in: 1...3, using: &generator) { bytes = mutatedOnce(bytes) }
        return Array(bytes.prefix(longest))
    }

    private enum Kind: CaseIterable {
        case cut, cutAtLine, flipBit, replaceByte, insertByte, removeByte
        case doubleLine, removeLine, swapLines, repeatChunk, moveChunk
        case number, nest, zeros, noUTF8, onlyReturns, mark, escape
    }

    private mutating func mutatedOnce(_ bytes: [UInt8]) -> [UInt8] {
        let kind = Kind.allCases.randomElement(using: &generator) ?? .cut
        guard !bytes.isEmpty else { return Array("\n".utf8) }
        switch kind {
        case .cut: return Array(bytes.prefix(upTo: index(bytes)))
        case .cutAtLine: return Array(bytes.prefix(upTo: lineStart(bytes)))
        case .flipBit: return replacing(bytes) { $0 ^ 1 << UInt8.random(in: 0..<8, using: &$1) }
        case .replaceByte: return replacing(bytes) { UInt8.random(in: 0...255, using: &$1) }
        case .insertByte: return inserting([UInt8.random(in: 0...255, using: &generator)], into: bytes)
        case .removeByte: return removing(1, from: bytes)
        case .doubleLine, .removeLine, .swapLines: return withLines(of: bytes, kind)
        case .repeatChunk:
            let chunk = Array(bytes[index(bytes)...].prefix(64))
            let count = Int.random(in: 1...200, using: &generator)
            return inserting(Array(repeatElement(chunk, count: count).joined()), into: bytes)
        case .moveChunk: return inserting(Array(bytes[index(bytes)...].prefix(200)), into: removing(100, from: bytes))
        case .number: return withNumber(bytes)
        case .nest:
            let mark = ["[", "{\"a\":", "(", "["].randomElement(using: &generator) ?? "["
            return inserting(Array(String(repeating: mark, count: 5000).utf8), into: bytes)
        case .zeros: return inserting([UInt8](repeating: 0, count: 9), into: bytes)
        case .noUTF8: return inserting([[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80]], bytes)
        case .onlyReturns: return bytes.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: "\r") : $0 }
        case .mark: return [0xEF, 0xBB, 0xBF] + bytes
        case .escape: return inserting([[0x1B, 0x5B, 0x32, 0x4A], Array("\\u0000".utf8), [0xCC, 0x81]], bytes)
        }
    }

    private mutating func index(_ bytes: [UInt8]) -> Int { Int.random(in: 0..<bytes.count, using: &generator) }

    private mutating func lineStart(_ bytes: [UInt8]) -> Int {
        let starts = bytes.indices.filter { $0 == 0 || bytes[$0 - 1] == UInt8(ascii: "\n") }
        return starts.randomElement(using: &generator) ?? 0
    }

    private mutating func replacing(
        _ bytes: [UInt8], _ change: (UInt8, inout SeededGenerator) -> UInt8
    ) -> [UInt8] {
        var bytes = bytes
        let index = index(bytes)
        bytes[index] = change(bytes[index], &generator)
        return bytes
    }

    private mutating func inserting(_ chunk: [UInt8], into bytes: [UInt8]) -> [UInt8] {
        let index = Int.random(in: 0...bytes.count, using: &generator)
        return Array(bytes[..<index]) + chunk + bytes[index...]
    }

    private mutating func inserting(_ chunks: [[UInt8]], _ bytes: [UInt8]) -> [UInt8] {
        inserting(chunks.randomElement(using: &generator) ?? [], into: bytes)
    }

    private mutating func removing(_ count: Int, from bytes: [UInt8]) -> [UInt8] {
        let index = index(bytes)
        return Array(bytes[..<index]) + bytes[index...].dropFirst(count)
    }

    private mutating func withLines(of bytes: [UInt8], _ kind: Kind) -> [UInt8] {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let (one, other) = (
            Int.random(in: 0..<lines.count, using: &generator), Int.random(in: 0..<lines.count, using: &generator)
        )
        switch kind {
        case .doubleLine: lines.insert(lines[one], at: other)
        case .removeLine: lines.remove(at: one)
        default: lines.swapAt(one, other)
        }
        return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }

    /// One run of digits becomes a number at or beyond a limit.
    private mutating func withNumber(_ bytes: [UInt8]) -> [UInt8] {
        let isDigit: (UInt8) -> Bool = { 0x30...0x39 ~= $0 }
        let starts = bytes.indices.filter { isDigit(bytes[$0]) && ($0 == 0 || !isDigit(bytes[$0 - 1])) }
        guard let start = starts.randomElement(using: &generator) else { return bytes }
        let numbers = [
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "4294967296",
            "2147483648", "-1", "1e999", "0", "007", "１", String(repeating: "9", count: 400),
        ]
        let number = numbers.randomElement(using: &generator) ?? "0"
        return Array(bytes[..<start]) + Array(number.utf8) + bytes[start...].drop(while: isDigit)
    }
}
