// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

@testable import KeyManagement

/// RFC 4648 §5 without padding.
@Suite struct Base64URLTests {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ])
    func `examples of RFC 4648 §10, without padding`(bytes: String, text: String) {
        #expect(Base64URL.encode(Array(bytes.utf8).span) == text)
        #expect(Base64URL.decode(Array(text.utf8).span) == Array(bytes.utf8))
    }

    @Test func `agrees with Foundation on every length to 200, there and back`() {
        var generator = SeededGenerator(seed: 1)
        for byteCount in 0...200 {
            let bytes = generator.bytes(byteCount)
            let text = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
                .replacing("=", with: "")
            #expect(Base64URL.encode(bytes.span) == text)
            #expect(Base64URL.textByteCount(encoding: byteCount) == text.utf8.count)
            #expect(Base64URL.byteCount(decoding: text.utf8.count) == byteCount)
            #expect(Base64URL.decode(Array(text.utf8).span) == bytes)
            #expect(Base64URL.decodeMaterial(Array(text.utf8).span)?.exposed() == bytes)
        }
    }

    @Test(arguments: 0..<4)
    func `each of the 256 characters is read in each place exactly when the alphabet has it`(place: Int) {
        for character in UInt8.min...UInt8.max {
            var text = Array("AAAA".utf8)
            text[place] = character
            let value = Base64URLTests.alphabet.firstIndex(of: character)
            let decoded = Base64URL.decode(text.span).map { $0.reduce(0) { $0 << 8 | Int($1) } }
            #expect(decoded == value.map { $0 << (18 - 6 * place) }, "character \(character)")
        }
    }

    @Test func `texts of two and three characters are read exactly when their spare bits are zero`() {
        for first in [0, 17, 63] {
            for last in 0..<64 {
                let two = [Base64URLTests.alphabet[first], Base64URLTests.alphabet[last]]
                let three = [Base64URLTests.alphabet[63]] + two
                let oneByte = last & 15 == 0 ? [UInt8(first << 2 | last >> 4)] : nil
                #expect(Base64URL.decode(two.span) == oneByte)
                let pair = 63 << 10 | first << 4 | last >> 2
                let twoBytes = last & 3 == 0 ? [UInt8(pair >> 8), UInt8(pair & 255)] : nil
                #expect(Base64URL.decode(three.span) == twoBytes)
            }
        }
    }

    @Test(arguments: [
        "A", "AAAAA", "Zg==", "Zg=", "Zm8=", "Zm9v ", " Zm9v", "Zm9v\n", "Zm\n9v", "Zm+v", "Zm/v", "Zm9v\0",
    ])
    func `refuses impossible lengths, padding, white space and other alphabets`(text: String) {
        #expect(Base64URL.decode(Array(text.utf8).span) == nil)
        let hasMaterial = Base64URL.decodeMaterial(Array(text.utf8).span) != nil
        #expect(!hasMaterial)
    }
}
