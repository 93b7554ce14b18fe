// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// Reads AES-GCM response files (`.rsp`) of NIST's Cryptographic Algorithm Validation Program, both directions.
enum CAVPGCMFile {
    private static let layout = ResponseFile.Layout(
        groupNames: ["Keylen", "IVlen", "PTlen", "AADlen", "Taglen"], counter: "Count",
        caseNames: ["Key", "IV", "PT", "AAD", "CT", "Tag"])

    /// All cases of the file: valid ones are sealed and opened, whichever direction the file is of.
    ///
    /// - Throws: ``VectorFileError`` with line and name, also for lengths that contradict the group.
    static func cases(in file: VectorFile) throws(VectorFileError) -> [VectorCase] {
        try ResponseFile.cases(of: file, layout).map { (fields) throws(VectorFileError) in
            guard fields.isFailure != (fields.fields["PT"] != nil) else {
                throw file.failure(line: fields.line, "\(fields.id): not one of PT and FAIL")
            }
            let tag = try fields.bytes("Tag", bitCount: fields.group["Taglen"])
            return VectorCase(
                id: fields.id, line: fields.line,
                VectorQuestion.AEAD(
                    .gcm, isSM4: false, key: try fields.bytes("Key", bitCount: fields.group["Keylen"]),
                    nonce: try fields.bytes("IV", bitCount: fields.group["IVlen"]),
                    context: try fields.bytes("AAD", bitCount: fields.group["AADlen"]), tagByteCount: tag.count),
                plaintext: fields.isFailure ? [] : try fields.bytes("PT", bitCount: fields.group["PTlen"]),
                sealed: try fields.bytes("CT", bitCount: fields.group["PTlen"]) + tag,
                fields.isFailure ? .invalid : .valid)
        }
    }
}
