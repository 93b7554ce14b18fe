// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// A box as text: `hufu.1.<edition>.` ‖ Base64url without padding. The same box has one text.
package enum BoxText {
    /// The text of a box that `edition` sealed.
    package static func encode(_ box: Span<UInt8>, edition: Edition) -> String {
        let prefix = prefix(of: edition)
        let byteCount = prefix.count + Base64URL.textByteCount(encoding: box.count)
        let text = [UInt8](capacity: byteCount) { (text: inout OutputSpan<UInt8>) in
            text.append(copying: prefix.span)
            Base64URL.encode(box, into: &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The box of a text, which may be of either edition: ``BoxFormat/header(of:as:)`` checks the rest.
    ///
    /// - Throws: ``FormatError/malformedText``; ``FormatError/unknownFormat``; ``FormatError/unknownEdition``;
    ///   ``FormatError/contradictoryText`` when format or edition differ from those in the bytes.
    package static func decode(_ text: String) throws(FormatError) -> [UInt8] {
        let text = Array(text.utf8)
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0].elementsEqual("hufu".utf8) else { throw .malformedText }
        guard parts[1].elementsEqual("1".utf8) else { throw .unknownFormat }
        guard let edition = Edition.allCases.first(where: { parts[2].elementsEqual($0.rawValue.utf8) }) else {
            throw .unknownEdition
        }
        guard let box = Base64URL.decode(text.span.extracting(parts[3].indices)) else { throw .malformedText }
        guard box.count >= 4 else { throw .tooShort }
        guard box[2] == BoxHeader.format, box[3] == edition.formatByte else { throw .contradictoryText }
        return box
    }

    private static func prefix(of edition: Edition) -> [UInt8] {
        switch edition {
        case .fips: prefixOfFIPS
        case .smCrypto: prefixOfSMCrypto
        }
    }

    /// Spelled once in the process: a message must not build strings.
    private static let prefixOfFIPS = Array("hufu.1.\(Edition.fips.rawValue).".utf8)
    private static let prefixOfSMCrypto = Array("hufu.1.\(Edition.smCrypto.rawValue).".utf8)
}
