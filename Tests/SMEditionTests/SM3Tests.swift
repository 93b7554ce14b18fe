// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import SMEdition

@Suite struct SM3Tests {
    private let edition: SMEdition

    init() throws { edition = try SMEdition() }

    @Test func `HMAC-SM3 keeps no state from one message to the next`() throws {
        let authenticator = try edition.makeAuthenticator(key: KeyMaterial(knownBytes: [UInt8](1...32)))
        let (one, two) = ([UInt8]("one".utf8), [UInt8]("two".utf8))
        let first = try authenticator.tag(of: one.span)
        #expect(try authenticator.tag(of: two.span) != first)
        #expect(try authenticator.tag(of: one.span) == first)
        #expect(first.count == 32 && authenticator.byteCount == 32)
    }

    @Test func `HMAC-SM3 serves many tasks at once`() async throws {
        let authenticator = try edition.makeAuthenticator(key: KeyMaterial(knownBytes: [UInt8](1...32)))
        let expected = try (0..<50).map { try authenticator.tag(of: [UInt8](repeating: 1, count: $0 * 9).span) }
        try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try (0..<50).map { try authenticator.tag(of: [UInt8](repeating: 1, count: $0 * 9).span) }
                }
            }
            for try await tags in group { #expect(tags == expected) }
        }
    }

    @Test(arguments: [(15, 16), (0, 16), (65, 64)])
    func `HMAC keys have 16 to 64 bytes`(byteCount: Int, nearest: Int) {
        #expect(throws: CryptoError.wrongKeyLength(expected: nearest, actual: byteCount)) {
            _ = try edition.makeAuthenticator(key: KeyMaterial(knownBytes: [UInt8](repeating: 1, count: byteCount)))
        }
    }

    @Test(arguments: [15, 17, 32])
    func `the KDF takes exactly 16 bytes, as HMAC pads with zeros`(byteCount: Int) {
        #expect(throws: CryptoError.wrongKeyLength(expected: 16, actual: byteCount)) {
            _ = try edition.makeDerivation(key: KeyMaterial(knownBytes: [UInt8](repeating: 1, count: byteCount)))
        }
    }

    @Test func `a digest needs 32 free bytes`() {
        let message = [UInt8]("abc".utf8)
        #expect(throws: CryptoError.bufferTooSmall(needed: 32)) {
            _ = try [UInt8](capacity: 31) { output throws(CryptoError) in
                try edition.hash(message.span, into: &output)
            }
        }
    }

    @Test func `the check value of formats.md §8`() throws {
        let derivation = try edition.makeDerivation(key: KeyMaterial(knownBytes: [UInt8](0..<16)))
        let context = [UInt8](0xA0...0xAF) + [0, 0, 0, 1]
        let value = try derivation.derive(.check, context: context.span, byteCount: 8)
        let bytes = value.withBytes { bytes in bytes.indices.map { bytes[$0] } }
        #expect(hex(bytes) == "7bb46b1e0e2ab7a2")
    }

    @Test func `random bytes fill the free space and differ`() throws {
        let filled = try [UInt8](capacity: 40) { output throws(CryptoError) in
            output.append(9)
            try edition.random(into: &output)
        }
        #expect(filled.count == 40 && filled[0] == 9)
        #expect(Set(try (0..<1_000).map { _ in try edition.randomBytes(16) }).count == 1_000)
        #expect(try edition.randomBytes(0).isEmpty)
    }
}
