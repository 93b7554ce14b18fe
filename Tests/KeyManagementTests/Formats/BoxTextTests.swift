// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Testing

@testable import KeyManagement

/// §1, a box as text.
@Suite struct BoxTextTests {
    @Test(arguments: WorkedExample.all)
    func `prefix that contradicts the bytes is refused`(example: WorkedExample) {
        let payload = example.text.split(separator: ".")[3]
        let other = example.edition == .fips ? "sm-crypto" : "fips"
        #expect(throws: FormatError.contradictoryText) { _ = try BoxText.decode("hufu.1.\(other).\(payload)") }
        var newer = example.message
        newer[2] = 2
        let text = "hufu.1.\(example.edition).\(Base64URL.encode(newer.span))"
        #expect(throws: FormatError.contradictoryText) { _ = try BoxText.decode(text) }
    }

    @Test(arguments: [
        ("", FormatError.malformedText), ("hufu", .malformedText), ("hufu.1.fips", .malformedText),
        ("SEYBAaCh", .malformedText), ("HUFU.1.fips.SEYBAaCh", .malformedText),
        (" hufu.1.fips.SEYBAaCh", .malformedText), ("hufu.1.fips.SEYBAaCh ", .malformedText),
        ("hufu.1.fips.SEYBAaCh\n", .malformedText),
        ("hufu.1.fips.SEYBAaCh.", .malformedText), ("hufu.1.fips.SEYBAaE=", .malformedText),
        ("hufu.1.fips.SEYB AaCh", .malformedText), ("hufu.1.fips.SEYBAa+h", .malformedText),
        ("hufu.1.fips.SEYBAaCha", .malformedText), ("hufu.1.fips.SEYBAaF", .malformedText),
        ("hufu.root.1.fips.SEYBAaCh", .malformedText),
        ("hufu.2.fips.SEYBAaCh", .unknownFormat), ("hufu.01.fips.SEYBAaCh", .unknownFormat),
        ("hufu.1.FIPS.SEYBAaCh", .unknownEdition), ("hufu.1..SEYBAaCh", .unknownEdition),
        ("hufu.1.smcrypto.SEYBAaCh", .unknownEdition),
        ("hufu.1.fips.", .tooShort), ("hufu.1.fips.SEYB", .tooShort),
    ])
    func `every other text is refused`(text: String, reason: FormatError) {
        #expect(throws: reason) { _ = try BoxText.decode(text) }
    }

    @Test(arguments: WorkedExample.all)
    func `same box has one text: whatever decodes is spelled the same again`(example: WorkedExample) throws {
        let text = Array(example.text.utf8)
        var accepted = 0
        for position in text.indices {
            for character in [0x00, 0x20, 0x2B, 0x2D, 0x2E, 0x2F, 0x3D, 0x41, 0x5F, 0x61, 0x7A] as [UInt8]
            where character != text[position] {
                var altered = text
                altered[position] = character
                let spelled = String(decoding: altered, as: UTF8.self)
                guard let box = try? BoxText.decode(spelled) else { continue }
                accepted += 1
                #expect(box != example.message)
                #expect(BoxText.encode(box.span, edition: example.edition) == spelled)
            }
        }
        #expect(accepted > 100)
    }
}
