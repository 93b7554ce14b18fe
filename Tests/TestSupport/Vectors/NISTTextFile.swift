// SPDX-License-Identifier: Apache-2.0

/// Reads the files that pyca/cryptography keeps in NIST's style: `Name = hex` lines, cases apart by blank lines.
///
/// Every case has exactly the fields that its reader names; unknown, doubled and missing ones are refused, and so is a
/// file without cases.
package enum NISTTextFile {
    /// The cases of an AEAD cipher.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    package static func aeadVectors(in file: VectorFile) throws(VectorFileError) -> [AEADVector] {
        try cases(of: file, ["COUNT", "KEY", "IV", "AAD", "TAG", "PLAINTEXT", "CIPHERTEXT"]).map {
            (fields) throws(VectorFileError) in
            AEADVector(
                id: "COUNT \(fields.text("COUNT"))", key: try fields.bytes("KEY"), nonce: try fields.bytes("IV"),
                context: try fields.bytes("AAD"), plaintext: try fields.bytes("PLAINTEXT"),
                ciphertext: try fields.bytes("CIPHERTEXT"), tag: try fields.bytes("TAG"), verdict: .valid)
        }
    }

    /// The cases of a block cipher in a mode, all encryptions: under the heading `[ENCRYPT]`.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    package static func cipherVectors(in file: VectorFile, hasIV: Bool) throws(VectorFileError) -> [CipherVector] {
        let names: Set = ["COUNT", "KEY", "PLAINTEXT", "CIPHERTEXT"]
        return try cases(of: file, hasIV ? names.union(["IV"]) : names, heading: "[ENCRYPT]").map {
            (fields) throws(VectorFileError) in
            CipherVector(
                id: "COUNT \(fields.text("COUNT"))", key: try fields.bytes("KEY"),
                iv: hasIV ? try fields.bytes("IV") : [], plaintext: try fields.bytes("PLAINTEXT"),
                ciphertext: try fields.bytes("CIPHERTEXT"))
        }
    }

    /// The cases of a hash.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    package static func digestVectors(in file: VectorFile) throws(VectorFileError) -> [DigestVector] {
        try cases(of: file, ["Len", "Msg", "MD"]).map { (fields) throws(VectorFileError) in
            DigestVector(id: fields.id, message: try fields.message(), digest: try fields.bytes("MD"))
        }
    }

    /// The cases of HMAC.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    package static func macVectors(in file: VectorFile) throws(VectorFileError) -> [MACVector] {
        try cases(of: file, ["Len", "Key", "Msg", "MD"]).map { (fields) throws(VectorFileError) in
            MACVector(
                id: fields.id, key: try fields.bytes("Key"), message: try fields.message(),
                tag: try fields.bytes("MD"), verdict: .valid)
        }
    }

    private static func cases(
        of file: VectorFile, _ names: Set<String>, heading: String? = nil
    ) throws(VectorFileError) -> [NISTTextCase] {
        var cases: [NISTTextCase] = []
        var fields: [String: String] = [:]
        for line in file.lines + [VectorFile.Line(number: file.lines.count, text: "")] {
            if line.text.hasPrefix("#") || line.text == heading { continue }
            guard !line.text.isEmpty else {
                guard !fields.isEmpty else { continue }
                if let missing = names.subtracting(fields.keys).min() {
                    throw file.failure(line: line.number, "the case before has no field '\(missing)'")
                }
                cases.append(NISTTextCase(file: file, line: line.number, fields: fields))
                fields = [:]
                continue
            }
            let parts = line.text.split(separator: "=", omittingEmptySubsequences: false).map {
                $0.filter { $0 != " " }
            }
            guard parts.count == 2, names.contains(parts[0]) else {
                throw file.failure(line: line.number, "unknown field '\(parts[0])'")
            }
            guard fields.updateValue(parts[1], forKey: parts[0]) == nil else {
                throw file.failure(line: line.number, "'\(parts[0])' twice in one case")
            }
        }
        guard !cases.isEmpty else { throw file.failure(line: file.lines.count, "the file has no cases") }
        return cases
    }
}
