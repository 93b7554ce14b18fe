// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

@testable import KeyManagement

/// §8 of the format description, byte for byte.
@Suite struct WorkedExampleTests {
    @Test func `pairs are sorted by the bytes of their keys (§1)`() throws {
        let context = try EncryptionContext(json: WorkedExample.context)
        #expect(context.pairs.bytes == WorkedExample.pairs)
    }

    @Test(arguments: WorkedExample.all)
    func `context hash, key and commitment are derived as written (§1)`(example: WorkedExample) throws {
        let edition = try example.edition.loaded()
        let pairs = WorkedExample.pairs
        let contextHash = try edition.hash(pairs.span)
        #expect(contextHash == example.contextHash)
        let derivation = try edition.makeDerivation(key: KeyMaterial(knownBytes: example.material))
        let context = Array(example.message.prefix(40)) + contextHash
        let derived = try DerivedKey(.message, context: context.span, from: derivation, edition: example.edition)
        #expect(derived.key.exposed() == example.encryptionKey)
        #expect(derived.commitment.indices.map { derived.commitment[$0] } == example.commitment)
    }

    @Test(arguments: WorkedExample.all)
    func `check value is derived as written (§6)`(example: WorkedExample) throws {
        let derivation = try example.edition.loaded().makeDerivation(key: KeyMaterial(knownBytes: example.material))
        let context = WorkedExample.id + [0, 0, 0, 1]
        let checkValue = try derivation.derive(.check, context: context.span, byteCount: 8)
        #expect(checkValue.exposed() == example.checkValue)
    }

    @Test(arguments: WorkedExample.all)
    func `message is sealed to the bytes and the text written, and opens (§2)`(example: WorkedExample) throws {
        let edition = try FixedNonceEdition(example.edition, nonces: [WorkedExample.nonce])
        let boxes = BoxFormat(edition: edition) { () throws(CryptoError) in WorkedExample.salt }
        let derivation = try edition.makeDerivation(key: KeyMaterial(knownBytes: example.material))
        let pairs = try EncryptionContext(json: WorkedExample.context).pairs
        let id = try #require(UniqueID(bytes: WorkedExample.id))
        let plaintext = WorkedExample.plaintext
        let message = try boxes.seal(
            plaintext.span, as: .message, under: derivation, id: id, version: 1, pairs: pairs)
        #expect(message == example.message)
        #expect(BoxText.encode(message.span, edition: example.edition) == example.text)
        #expect(try BoxText.decode(example.text) == example.message)

        let real = try BoxFormat(edition: example.edition.loaded())
        let header = try real.header(of: example.message.span, as: .message)
        #expect(header.id == id)
        #expect(header.version == 1)
        let opened = try real.open(example.message.span, as: .message, under: derivation, pairs: pairs)
        #expect(opened == plaintext)
    }

    @Test(arguments: WorkedExample.all)
    func `file is sealed to the bytes written, and opens (§3)`(example: WorkedExample) throws {
        let nonces = [[UInt8](0x70...0x7B), [UInt8](0x90...0x9B)]
        let edition = try FixedNonceEdition(example.edition, nonces: nonces)
        let boxes = BoxFormat(edition: edition) { () throws(CryptoError) in [UInt8](0x60...0x6F) }
        let derivation = try edition.makeDerivation(key: KeyMaterial(knownBytes: example.material))
        let id = try #require(UniqueID(bytes: WorkedExample.id))
        let dataKey = KeyMaterial(knownBytes: example.dataKey)
        let sealedDataKey = try boxes.seal(
            dataKey, as: .message, under: derivation, id: id, version: 1, pairs: .empty)

        let files = SealedFileFormat(edition: edition) { () throws(CryptoError) in [UInt8](0x80...0x8F) }
        var plaintext = MemorySource(WorkedExample.plaintext)
        var sealed = MemorySink()
        try files.seal(from: &plaintext, to: &sealed, dataKey: dataKey, sealedDataKey: sealedDataKey)
        #expect(sealed.bytes == example.file)

        let real = try example.edition.loaded()
        var source = MemorySource(example.file)
        var opened = MemorySink()
        let header = try SealedFileFormat(edition: real).header(from: &source)
        let openedDataKey = try BoxFormat(edition: real).openMaterial(
            header.sealedDataKey.span, as: .message, under: derivation, pairs: .empty)
        try SealedFileFormat(edition: real).open(header, from: &source, to: &opened, dataKey: openedDataKey)
        #expect(opened.bytes == WorkedExample.plaintext)
    }
}
