// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
import Testing

/// SP 800-108r1 counter mode (§4.1) written down a second time, over an edition's HMAC, to judge its derivations by.
package enum CounterModeReference {
    /// `HMAC(key, u32 1 ‖ fixed input) ‖ HMAC(key, u32 2 ‖ fixed input) ‖ …`, cut to length; at most 255 tags.
    package static func output(
        on edition: some CryptoEdition, key: [UInt8], fixedInput: [UInt8], byteCount: Int
    ) throws(CryptoError) -> [UInt8] {
        let authenticator = try edition.makeAuthenticator(key: KeyMaterial(knownBytes: key))
        var output: [UInt8] = []
        for counter in 1...(byteCount + authenticator.byteCount - 1) / authenticator.byteCount {
            let message = [0, 0, 0, UInt8(counter)] + fixedInput
            output += try authenticator.tag(of: message.span)
        }
        return Array(output.prefix(byteCount))
    }

    /// Expects the edition to derive, for every purpose and many lengths, what this mode gives for
    /// `label ‖ 0x00 ‖ context ‖ u32 L` (docs/formats.md §1).
    package static func check(_ edition: some CryptoEdition) throws(CryptoError) {
        let key = [UInt8](0..<UInt8(edition.keyByteCount))
        let derivation = try edition.makeDerivation(key: KeyMaterial(knownBytes: key))
        for purpose in DerivationPurpose.allCases {
            for byteCount in [1, 8, 31, 32, 33, 64, 65, 200] {
                let label = Array("hufu/1/\(edition.edition.rawValue)/\(purpose.rawValue)".utf8)
                let context = [UInt8](0..<UInt8(byteCount))
                let length = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: (byteCount * 8) >> $0) }
                let expected = try output(
                    on: edition, key: key, fixedInput: label + [0] + context + length, byteCount: byteCount)
                let derived = try derivation.derive(purpose, context: context.span, byteCount: byteCount).exposed()
                #expect(derived == expected, "\(purpose), \(byteCount) bytes")
            }
        }
    }
}
