// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import SMEdition

/// CSM4 and libgcrypt are independent programs: what one seals the other opens, and for an equal nonce both seal alike.
@Suite struct SM4AgreementTests {
    @Test(arguments: VendoredSM4Kernel.supported.map(\.name))
    func `CSM4 agrees with libgcrypt on 10,000 random messages`(kernelName: String) throws {
        let modules = try SMModules(options: SMOptions())
        let kernel = try #require(VendoredSM4Kernel.supported.first { $0.name == kernelName })
        let ours = SM4Implementation.vendored(kernel)
        let theirs = SM4Implementation.libgcrypt(version: modules.library.version)
        let ourEncryptor = try ours.makeEncryptor(key: SM4Subjects.key, nonces: modules.nonces, policy: .buffered)
        let theirEncryptor = try theirs.makeEncryptor(key: SM4Subjects.key, nonces: modules.nonces, policy: .buffered)

        var messages = RandomMessages(seed: 0x5A4)
        let room = RandomMessages.byteCountLimit + SealedLayout.overheadByteCount + 64
        let sealed = AlignedBytes([UInt8](repeating: 0, count: room))
        let opened = AlignedBytes([UInt8](repeating: 0, count: room))
        let all = messages
        try messages.forEach(10_000) { layout in
            try all.withMessage(layout) { plaintext, context in
                let sealsFirst = layout.index.isMultiple(of: 2)
                let (sealer, opener) = sealsFirst ? (ourEncryptor, theirEncryptor) : (theirEncryptor, ourEncryptor)
                let other = sealsFirst ? theirs : ours
                let count = try sealed.write(at: layout.outputOffset, capacity: plaintext.count + 28) {
                    output throws(CryptoError) in
                    try sealer.seal(plaintext, authenticating: context, into: &output)
                }
                try sealed.withBytes(at: layout.outputOffset, count: count) { sealed in
                    let nonce = (0..<12).map { sealed[$0] }
                    let again = try other.seal(plaintext, authenticating: context, key: SM4Subjects.key, nonce: nonce)
                    let isEqual = ConstantTime.areEqual(sealed, again.span)
                    #expect(isEqual, "message \(layout.index)")
                    let offset = 63 - layout.outputOffset
                    let openedCount = try opened.write(at: offset, capacity: plaintext.count) {
                        output throws(CryptoError) in
                        try opener.open(sealed, authenticating: context, into: &output)
                    }
                    opened.withBytes(at: offset, count: openedCount) { opened in
                        let isEqual = ConstantTime.areEqual(opened, plaintext)
                        #expect(isEqual, "message \(layout.index)")
                    }
                }
            }
        }
    }
}
