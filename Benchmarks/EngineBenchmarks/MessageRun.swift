// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Peers

/// Seals and opens one message through `Encryptor`, into buffers of its own that are reused. One thread at a time.
final class MessageRun {
    private let edition: any CryptoEdition
    private let key: KeyMaterial
    private let encryptor: any Encryptor
    private let plaintext: ReusedBuffer
    private let sealed: ReusedBuffer
    private let opened: ReusedBuffer

    /// Loads the subject and seals once, so that there is something to open.
    init(_ subject: Subject, _ size: MessageSize) throws {
        edition = try subject.load()
        key = try edition.makeKey()
        encryptor = try edition.makeEncryptor(key: key)
        plaintext = ReusedBuffer(byteCount: size.byteCount, repeating: 0x5a)
        sealed = ReusedBuffer(byteCount: size.byteCount + SealedLayout.overheadByteCount)
        opened = ReusedBuffer(byteCount: size.byteCount)
        try seal()
    }

    /// Seals once with the key set up before.
    func seal() throws(CryptoError) { try seal(with: encryptor) }

    /// Sets up the key, seals once and drops the key's set-up.
    func setUpAndSeal() throws(CryptoError) { try seal(with: edition.makeEncryptor(key: key)) }

    private func seal(with encryptor: any Encryptor) throws(CryptoError) {
        let context: [UInt8] = []  // no associated data, as with the bare peer
        let buffer = unsafe sealed.bytes
        var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
        try unsafe encryptor.seal(plaintext.input.span, authenticating: context.span, into: &output)
        _ = unsafe output.finalize(for: buffer)
    }

    /// Opens what was sealed last.
    func open() throws(CryptoError) {
        let context: [UInt8] = []  // no associated data, as with the bare peer
        let buffer = unsafe opened.bytes
        var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
        try unsafe encryptor.open(sealed.input.span, authenticating: context.span, into: &output)
        _ = unsafe output.finalize(for: buffer)
    }
}
