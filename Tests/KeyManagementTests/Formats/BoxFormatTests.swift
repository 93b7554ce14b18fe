// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Glibc
import TestSupport
import Testing

@testable import KeyManagement

/// §1, the box, in both editions.
@Suite struct BoxFormatTests {
    /// A key, its ID and the format that uses it.
    private struct Sealing {
        let boxes: BoxFormat
        let derivation: any KeyDerivation
        let id = UniqueID(bytes: [UInt8](0xA0...0xAF))
        let pairs: Pairs = ["app": "hufu", "tenant": "甲"]

        init(_ edition: Edition) throws { try self.init(edition.loaded()) }

        init(_ edition: any CryptoEdition) throws {
            boxes = BoxFormat(edition: edition)
            let key = KeyMaterial(knownBytes: [UInt8](0..<UInt8(edition.keyByteCount)))
            derivation = try edition.makeDerivation(key: key)
        }

        func seal(_ plaintext: [UInt8], as kind: BoxKind = .message) throws -> [UInt8] {
            try boxes.seal(
                plaintext.span, as: kind, under: derivation, id: #require(id), version: 7, pairs: pairs)
        }

        func open(_ box: [UInt8], as kind: BoxKind = .message, pairs: Pairs? = nil) throws(FormatError) -> [UInt8] {
            try boxes.open(box.span, as: kind, under: derivation, pairs: pairs ?? self.pairs)
        }
    }

    @Test(arguments: Edition.allCases, [0, 1, 15, 16, 17, 31, 32, 4095, 70_000])
    func `what is sealed opens, to bytes and to material`(edition: Edition, byteCount: Int) throws {
        var generator = SeededGenerator(seed: UInt64(byteCount))
        let sealing = try Sealing(edition)
        let plaintext = generator.bytes(byteCount)
        for kind in BoxKind.allCases {
            let box = try sealing.seal(plaintext, as: kind)
            #expect(box.count == byteCount + 100)
            let header = try sealing.boxes.header(of: box.span, as: kind)
            #expect(header.id == sealing.id && header.version == 7 && header.edition == edition && header.kind == kind)
            #expect(try sealing.open(box, as: kind) == plaintext)
            let material = try sealing.boxes.openMaterial(
                box.span, as: kind, under: sealing.derivation, pairs: sealing.pairs)
            #expect(material.exposed() == plaintext)
        }
    }

    @Test(arguments: Edition.allCases)
    func `material is sealed as its bytes are`(edition: Edition) throws {
        let sealing = try Sealing(edition)
        let box = try sealing.boxes.seal(
            KeyMaterial(knownBytes: [1, 2, 3]), as: .row, under: sealing.derivation, id: #require(sealing.id),
            version: 1, pairs: sealing.pairs)
        #expect(try sealing.open(box, as: .row) == [1, 2, 3])
    }

    @Test(arguments: Edition.allCases)
    func `salt, commitment and nonce are fresh in every box`(edition: Edition) throws {
        let sealing = try Sealing(edition)
        let boxes = try (0..<50).map { _ in try sealing.seal([]) }
        for field in [24..<40, 40..<72, 72..<84, 84..<100] { #expect(Set(boxes.map { $0[field] }).count == 50) }
    }

    @Test(arguments: Edition.allCases)
    func `every flipped bit is refused, with the reason of its place`(edition: Edition) throws {
        let sealing = try Sealing(edition)
        let box = try sealing.seal(Array("tiger".utf8))
        for bit in 0..<box.count * 8 {
            var altered = box
            altered[bit / 8] ^= 1 << UInt8(bit % 8)
            let reason: FormatError =
                switch bit / 8 {
                case 0, 1: .notABox
                case 2: .unknownFormat
                case 3: .unknownEdition
                default: .doesNotOpen
                }
            #expect(throws: reason, "bit \(bit)") { _ = try sealing.open(altered) }
        }
    }

    @Test(arguments: Edition.allCases)
    func `every truncation and extension is refused`(edition: Edition) throws {
        let sealing = try Sealing(edition)
        let box = try sealing.seal([UInt8](repeating: 0x5A, count: 40))
        for byteCount in 0..<box.count {
            let reason: FormatError = byteCount < 100 ? .tooShort : .doesNotOpen
            #expect(throws: reason, "\(byteCount) bytes") { _ = try sealing.open(Array(box.prefix(byteCount))) }
        }
        for extra in 1...40 {
            #expect(throws: FormatError.doesNotOpen) {
                _ = try sealing.open(box + [UInt8](repeating: 0, count: extra))
            }
        }
    }

    @Test(arguments: Edition.allCases)
    func `box of the other edition is refused by name`(edition: Edition) throws {
        let sealing = try Sealing(edition)
        let reason = FormatError.otherEdition(found: edition.other, expected: edition)
        let foreign = try Sealing(edition.other).seal([1])
        #expect(throws: reason) { _ = try sealing.open(foreign) }
        var relabelled = try sealing.seal([1])
        relabelled[3] = edition.other.formatByte
        #expect(throws: reason) { _ = try sealing.open(relabelled) }
    }

    @Test(arguments: Edition.allCases)
    func `box of another kind is refused, and does not open when relabelled`(edition: Edition) throws {
        let sealing = try Sealing(edition)
        for sealed in BoxKind.allCases {
            for opened in BoxKind.allCases where opened != sealed {
                var box = try sealing.seal([1], as: sealed)
                #expect(throws: FormatError.otherKind) { _ = try sealing.open(box, as: opened) }
                (box[0], box[1]) = opened.magic
                #expect(throws: FormatError.doesNotOpen) { _ = try sealing.open(box, as: opened) }
            }
        }
    }

    @Test(
        arguments: Edition.allCases,
        [(BoxKind.message, "HF", DerivationPurpose.message), (.row, "HR", .row), (.token, "HT", .token)])
    func `each kind has its magic, and commits under its own purpose`(
        edition: Edition, row: (kind: BoxKind, magic: String, purpose: DerivationPurpose)
    ) throws {
        let sealing = try Sealing(edition)
        let box = try sealing.seal([1, 2, 3], as: row.kind)
        #expect(Array(box.prefix(2)) == Array(row.magic.utf8))
        let context = try Array(box.prefix(40)) + edition.loaded().hash(sealing.pairs.bytes.span)
        let derived = try sealing.derivation.derive(row.purpose, context: context.span, byteCount: 64)
        #expect(Array(box[40..<72]) == Array(derived.exposed().suffix(32)))
    }

    @Test(arguments: Edition.allCases)
    func `other pairs and other material are the same refusal as damage`(edition: Edition) throws {
        let sealing = try Sealing(edition)
        let box = try sealing.seal(Array("tiger".utf8))
        for pairs: Pairs in [.empty, ["app": "hufu"], ["app": "hufu", "tenant": "乙"], ["app": "hufU", "tenant": "甲"]] {
            #expect(throws: FormatError.doesNotOpen) { _ = try sealing.open(box, pairs: pairs) }
        }
        let other = try edition.loaded().makeDerivation(key: edition.loaded().makeKey())
        #expect(throws: FormatError.doesNotOpen) {
            _ = try sealing.boxes.open(box.span, as: .message, under: other, pairs: sealing.pairs)
        }
    }

    @Test(arguments: Edition.allCases)
    func `commitment is compared before any cipher is keyed`(edition: Edition) throws {
        let box = try Sealing(edition).seal([1, 2, 3])
        let watched = try FixedNonceEdition(edition)
        let sealing = try Sealing(watched)
        #expect(throws: FormatError.doesNotOpen) { _ = try sealing.open(box, pairs: .empty) }
        #expect(watched.madeEncryptors.isEmpty)
        #expect(try sealing.open(box) == [1, 2, 3])
        #expect(watched.madeEncryptors.count == 1)
    }

    @Test(arguments: Edition.allCases)
    func `without a salt or a nonce nothing is sealed`(edition: Edition) throws {
        let sealing = try Sealing(edition)
        let saltless = try BoxFormat(edition: edition.loaded()) { () throws(CryptoError) in throw .randomUnavailable }
        let nonceless = try BoxFormat(edition: FixedNonceEdition(edition))
        for boxes in [saltless, nonceless] {
            #expect(throws: CryptoError.randomUnavailable) {
                _ = try boxes.seal(
                    [1].span, as: .message, under: sealing.derivation, id: #require(sealing.id), version: 1,
                    pairs: .empty)
            }
        }
    }

    @Test func `plaintext longer than 2³¹ − 1 bytes is refused, unread`() throws {
        let sealing = try Sealing(.fips)
        let byteCount = (1 << 31) + 100
        // Reserved, never touched: reading it would end the process.
        let reserved = unsafe mmap(nil, byteCount, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        defer { unsafe munmap(reserved, byteCount) }
        let start = unsafe reserved?.assumingMemoryBound(to: UInt8.self)
        let buffer = unsafe UnsafeBufferPointer(start: start, count: byteCount)
        let tooLong = unsafe buffer.span
        #expect(throws: CryptoError.tooLong(limit: (1 << 31) - 1)) {
            _ = try sealing.boxes.seal(
                tooLong.extracting(first: 1 << 31), as: .message, under: sealing.derivation,
                id: #require(sealing.id), version: 1, pairs: .empty)
        }
        #expect(throws: FormatError.tooLong) { _ = try sealing.boxes.header(of: tooLong, as: .message) }
    }
}
