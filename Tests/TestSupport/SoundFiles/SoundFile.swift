// SPDX-License-Identifier: Apache-2.0
package import VectorSuites

/// A small file of vectors that is read and passes, typed in from the standards' own examples: what tests and fuzzing
/// mutate.
package struct SoundFile: Sendable, CustomStringConvertible {
    package let name: String
    package let format: VectorFormat
    package let text: String
    /// Of an ACVP prompt the file of its answers.
    package let answers: String?

    init(_ name: String, _ format: VectorFormat, text: String, answers: String? = nil) {
        self.name = name
        self.format = format
        self.text = text
        self.answers = answers
    }

    package var description: String { name }

    /// All of them, each format once at least. In those called `…Refused` every case must be refused.
    package static let all: [SoundFile] = [
        .cavpGCM, .cavpGCMRefused, .keyWrap, .paddedKeyWrap, .keyWrapRefused, .sm3Text, .hmacText,
        .hkdfText, .sm4CBCText, .sm4GCMText, .evpTest, .evpDerivations, .evpSM2, .evpRefused,
        .rsaLaboratories, .botan, .wycheproofAEAD, .wycheproofRefused, .wycheproofMAC, .wycheproofHKDF,
        .wycheproofPBKDF2, .wycheproofKeyWrap, .acvpGCM, .acvpRefused, .acvpHMAC, .acvpKeyWrap, .gbtSM4,
        .gbtSM3, .gbtSM2, .gmt, .gmtRefused,
    ]
}
