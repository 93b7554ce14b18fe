// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// Reads NIST's response files for AES key wrap (SP 800-38F): KW and KWP, wrapping (AE) and unwrapping (AD).
///
/// Which of the four, a comment says: `# 'NIST SP 800-38F KWP-AD with AES-256 cipher function' information for …`.
enum KeyWrapFile {
    private static let layout = ResponseFile.Layout(
        groupNames: ["PLAINTEXT LENGTH"], counter: "COUNT", caseNames: ["K", "P", "C"])

    /// All cases of the file.
    ///
    /// - Throws: ``VectorFileError`` with line and name, also for lengths that contradict the group.
    static func cases(in file: VectorFile) throws(VectorFileError) -> [VectorCase] {
        let function = try function(of: file)
        return try ResponseFile.cases(of: file, layout).map { (fields) throws(VectorFileError) in
            guard fields.isFailure != (fields.fields["P"] != nil), !(fields.isFailure && function.isWrapping) else {
                throw file.failure(line: fields.line, "\(fields.id): not one of P and FAIL")
            }
            let bitCount = fields.group["PLAINTEXT LENGTH"] ?? 0
            let wrap = VectorQuestion.KeyWrap(
                isPadded: function.isPadded, usesInverseCipher: false, wrappingKey: try fields.bytes("K"))
            let wrappedBitCount = (function.isPadded ? (bitCount + 63) / 64 * 64 : bitCount) + 64
            let ciphertext = try fields.bytes("C", bitCount: wrappedBitCount)
            guard !fields.isFailure else {
                return VectorCase(
                    id: fields.id, line: fields.line, .unwrap(wrap, ciphertext: ciphertext), gives: .refusal())
            }
            let key = try fields.bytes("P", bitCount: bitCount)
            return function.isWrapping
                ? VectorCase(id: fields.id, line: fields.line, .wrap(wrap, key: key), gives: .answer(ciphertext))
                : VectorCase(
                    id: fields.id, line: fields.line, .unwrap(wrap, ciphertext: ciphertext), gives: .answer(key))
        }
    }

    private static func function(
        of file: VectorFile
    ) throws(VectorFileError) -> (isPadded: Bool, isWrapping: Bool) {
        var found: [(isPadded: Bool, isWrapping: Bool)] = []
        try file.forEachLine { (line) throws(VectorFileError) in
            guard line.text.hasPrefix("#"), line.text.contains(" cipher function") else { return }
            for (function, isPadded) in [("KW", false), ("KWP", true)] {
                for (direction, isWrapping) in [("AE", true), ("AD", false)]
                where line.text.contains("SP 800-38F \(function)-\(direction) with AES") {
                    found.append((isPadded, isWrapping))
                }
            }
        }
        guard let function = found.first, found.count == 1 else {
            throw file.failure(line: 1, "no comment, or more than one, says which function the file is about")
        }
        return function
    }
}
