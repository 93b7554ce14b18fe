// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import KeyManagement
import Testing

/// What a user reads when hufu refuses.
@Suite struct RefusalTextTests {
    private static let texts: [String] =
        ([
            .malformedText, .contradictoryText, .tooShort, .tooLong, .notABox, .otherKind, .unknownFormat,
            .unknownEdition, .otherEdition(found: .fips, expected: .smCrypto), .doesNotOpen, .engine(.keyExhausted),
        ] as [FormatError]).map(\.description)
        + ([
            .notASealedFile, .unknownFormat, .unknownEdition, .otherEdition(found: .smCrypto, expected: .fips),
            .malformedHeader, .truncated, .headerDoesNotOpen, .chunkDoesNotOpen(index: 7), .tooManyChunks(limit: 9),
            .cancelled, .unreadable(reason: "Input/output error"), .unwritable(reason: "No space left on device"),
            .engine(.unwrapFailed),
        ] as [FileFormatError]).map(\.description)
        + ([
            .tooLong, .byteOrderMark, .invalidUTF8, .notAnObject, .malformed(offset: 3), .nestedValue, .valueNotString,
            .duplicateKey, .loneSurrogate, .trailingText,
        ] as [ContextError]).map(\.description)
        + ([
            .missing(path: "/p"), .notARegularFile(path: "/p"), .foreignOwner(path: "/p"),
            .permissionsTooWide(path: "/p"), .unreadable(path: "/p", reason: "Permission denied"),
            .alreadyExists(path: "/p"), .unwritable(path: "/p", reason: "Read-only file system"), .malformed,
            .wrongKeyLength(expected: 32, actual: 16), .otherEdition(found: .fips, expected: .smCrypto),
        ] as [RootKeyError]).map(\.description)

    @Test func `every refusal says what is wrong and then what to do`() {
        for text in RefusalTextTests.texts {
            let parts = text.split(separator: ". ")
            #expect(parts.count >= 2 && parts.allSatisfy { $0.first?.isUppercase == true }, "\(text)")
        }
    }

    @Test func `no two refusals read alike`() {
        #expect(Set(RefusalTextTests.texts).count == RefusalTextTests.texts.count)
    }

    @Test func `what a refusal names is in its text`() {
        #expect(FormatError.otherEdition(found: .fips, expected: .smCrypto).description.contains("edition: fips"))
        #expect(FileFormatError.chunkDoesNotOpen(index: 7).description.contains("Chunk 7"))
        #expect(FileFormatError.unwritable(reason: "No space left on device").description.contains("No space left"))
        #expect(ContextError.malformed(offset: 3).description.contains("byte 3"))
        #expect(RootKeyError.missing(path: "/p").description.contains("/p"))
    }
}
