// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// OpenSSL through the FIPS edition against libgcrypt, an independent program.
@Suite struct AESAgreementTests {
    @Test(arguments: FIPSLoad.all)
    func `AES-256-GCM agrees with libgcrypt on 10,000 random messages`(subject: FIPSLoad) throws {
        let fips = try subject.load()
        let keyBytes = [UInt8](0..<32)
        let encryptor = try fips.makeEncryptor(key: KeyMaterial(knownBytes: keyBytes))
        let reference = try ReferenceCipher(key: keyBytes)

        var messages = RandomMessages(seed: 0xAE5)
        let room = RandomMessages.byteCountLimit + SealedLayout.overheadByteCount + 64
        let sealed = AlignedBytes([UInt8](repeating: 0, count: room))
        let opened = AlignedBytes([UInt8](repeating: 0, count: room))
        let all = messages
        try messages.forEach(10_000) { layout in
            try all.withMessage(layout) { plaintext, context in
                let count = try sealed.write(at: layout.outputOffset, capacity: plaintext.count + 28) {
                    output throws(CryptoError) in
                    try encryptor.seal(plaintext, authenticating: context, into: &output)
                }
                try sealed.withBytes(at: layout.outputOffset, count: count) { sealed in
                    let nonce = (0..<12).map { sealed[$0] }
                    let theirs = try reference.seal(plaintext, authenticating: context, nonce: nonce)
                    let isEqual = ConstantTime.areEqual(sealed, theirs.span)
                    #expect(isEqual, "message \(layout.index)")
                    let text = try reference.open(sealed, authenticating: context)
                    let isOpened = text.map { ConstantTime.areEqual($0.span, plaintext) } == true
                    #expect(isOpened, "message \(layout.index)")

                    let offset = 63 - layout.outputOffset
                    let openedCount = try opened.write(at: offset, capacity: plaintext.count) {
                        output throws(CryptoError) in
                        try encryptor.open(theirs.span, authenticating: context, into: &output)
                    }
                    opened.withBytes(at: offset, count: openedCount) { opened in
                        let isEqual = ConstantTime.areEqual(opened, plaintext)
                        #expect(isEqual, "message \(layout.index)")
                    }
                }
            }
        }
    }

    @Test(arguments: FIPSLoad.all)
    func `libgcrypt refuses what the FIPS edition sealed for another context`(subject: FIPSLoad) throws {
        let fips = try subject.load()
        let keyBytes = [UInt8](0..<32)
        let encryptor = try fips.makeEncryptor(key: KeyMaterial(knownBytes: keyBytes))
        let sealed = try encryptor.seal([1, 2, 3], authenticating: [4])
        let reference = try ReferenceCipher(key: keyBytes)
        #expect(try reference.open(sealed.span, authenticating: [UInt8]([4]).span) == [1, 2, 3])
        #expect(try reference.open(sealed.span, authenticating: [UInt8]([5]).span) == nil)
    }
}
