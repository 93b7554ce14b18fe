// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// Reads the files that pyca/cryptography keeps in NIST's style: `Name = hex` lines, cases apart by blank lines.
///
/// Which algorithm a file is about, a comment at its top says: `# SM4 ECB`, `# SM3`, `# Test Cases for HMAC-SHA384`; HKDF's
/// cases name their hash. Every case has exactly the fields of its algorithm; unknown, doubled and missing ones are
/// refused, and so is a file without cases.
enum NISTTextFile {
    /// The cases of whatever the file is about.
    ///
    /// - Throws: ``VectorFileError`` with line and name; for a file that does not say its algorithm.
    static func cases(in file: VectorFile) throws(VectorFileError) -> [VectorCase] {
        switch try subject(of: file) {
        case .mode(let name): try modeCases(in: file, name)
        case .gcm: try aeadCases(in: file)
        case .digest(let hash): try digestCases(in: file, hash)
        case .hmac(let hash): try hmacCases(in: file, hash)
        case .hkdf: try hkdfCases(in: file)
        }
    }

    private enum Subject {
        case mode(VectorQuestion.Mode.Name)
        case gcm
        case digest(VectorAlgorithm.HashName)
        case hmac(VectorAlgorithm.HashName)
        case hkdf
    }

    private static let subjects: [String: Subject] = [
        "# SM4 ECB": .mode(.ecb), "# SM4 CBC": .mode(.cbc), "# SM4 CTR": .mode(.ctr), "# SM4 GCM": .gcm,
        "# SM3": .digest(.sm3),
        "# Test Cases for HMAC-SHA224": .hmac(.sha224), "# Test Cases for HMAC-SHA256": .hmac(.sha256),
        "# Test Cases for HMAC-SHA384": .hmac(.sha384), "# Test Cases for HMAC-SHA512": .hmac(.sha512),
    ]

    private static func subject(of file: VectorFile) throws(VectorFileError) -> Subject {
        var found: [Subject] = []
        var namesHash = false
        try file.forEachLine { (line) throws(VectorFileError) in
            if let subject = subjects[line.text] { found.append(subject) }
            namesHash = namesHash || line.text.hasPrefix("Hash ")
        }
        if found.isEmpty, namesHash { return .hkdf }
        guard let subject = found.first, found.count == 1 else {
            throw file.failure(line: 1, "no comment, or more than one, says which algorithm the file is about")
        }
        return subject
    }

    private static func aeadCases(in file: VectorFile) throws(VectorFileError) -> [VectorCase] {
        try cases(of: file, ["COUNT", "KEY", "IV", "AAD", "TAG", "PLAINTEXT", "CIPHERTEXT"]).map {
            (fields) throws(VectorFileError) in
            let tag = try fields.bytes("TAG")
            return VectorCase(
                id: "COUNT \(fields.text("COUNT"))", line: fields.line,
                VectorQuestion.AEAD(
                    .gcm, isSM4: true, key: try fields.bytes("KEY"), nonce: try fields.bytes("IV"),
                    context: try fields.bytes("AAD"), tagByteCount: tag.count),
                plaintext: try fields.bytes("PLAINTEXT"), sealed: try fields.bytes("CIPHERTEXT") + tag, .valid)
        }
    }

    /// All are encryptions, under the heading `[ENCRYPT]`.
    private static func modeCases(
        in file: VectorFile, _ name: VectorQuestion.Mode.Name
    ) throws(VectorFileError) -> [VectorCase] {
        let names: Set = ["COUNT", "KEY", "PLAINTEXT", "CIPHERTEXT"]
        return try cases(of: file, name == .ecb ? names : names.union(["IV"]), heading: "[ENCRYPT]").map {
            (fields) throws(VectorFileError) in
            VectorCase(
                id: "COUNT \(fields.text("COUNT"))", line: fields.line,
                VectorQuestion.Mode(
                    name, isSM4: true, key: try fields.bytes("KEY"), iv: name == .ecb ? [] : try fields.bytes("IV")),
                plaintext: try fields.bytes("PLAINTEXT"), ciphertext: try fields.bytes("CIPHERTEXT"))
        }
    }

    private static func digestCases(
        in file: VectorFile, _ hash: VectorAlgorithm.HashName
    ) throws(VectorFileError) -> [VectorCase] {
        try cases(of: file, ["Len", "Msg", "MD"]).map { (fields) throws(VectorFileError) in
            VectorCase(
                id: fields.id, line: fields.line, .digest(hash, message: try fields.message()),
                gives: .answer(try fields.bytes("MD")))
        }
    }

    private static func hmacCases(
        in file: VectorFile, _ hash: VectorAlgorithm.HashName
    ) throws(VectorFileError) -> [VectorCase] {
        try cases(of: file, ["Len", "Key", "Msg", "MD"]).map { (fields) throws(VectorFileError) in
            VectorCase(
                id: fields.id, line: fields.line,
                .authenticate(hash, key: try fields.bytes("Key"), message: try fields.message()),
                gives: .beginning(try fields.bytes("MD")))
        }
    }

    /// RFC 5869's own: the pseudorandom key after the first step, and the output.
    private static func hkdfCases(in file: VectorFile) throws(VectorFileError) -> [VectorCase] {
        let names: Set = ["COUNT", "Hash", "IKM", "salt", "info", "L", "PRK", "OKM"]
        return try cases(of: file, names).map { (fields) throws(VectorFileError) in
            guard let hash = VectorAlgorithm.HashName(rawValue: fields.text("Hash")) else {
                throw file.failure(line: fields.line, "unknown Hash '\(fields.text("Hash"))'")
            }
            let (key, salt, info) = (
                try fields.bytes("IKM"), try fields.bytes("salt"), try fields.bytes("info")
            )
            let (middle, output) = (try fields.bytes("PRK"), try fields.bytes("OKM"))
            guard fields.text("L") == "\(output.count)" else { throw file.failure(line: fields.line, "OKM is not L") }
            return VectorCase(
                id: "COUNT \(fields.text("COUNT"))", line: fields.line,
                checks: [
                    .known(
                        .derive(.hkdfExtract(hash, key: key, salt: salt), byteCount: middle.count), .answer(middle)),
                    .known(
                        .derive(.hkdfExpand(hash, key: middle, info: info), byteCount: output.count), .answer(output)),
                    .known(
                        .derive(.hkdf(hash, key: key, salt: salt, info: info), byteCount: output.count),
                        .answer(output)),
                ])
        }
    }

    private static func cases(
        of file: VectorFile, _ names: Set<String>, heading: String? = nil
    ) throws(VectorFileError) -> [NISTTextCase] {
        var cases: [NISTTextCase] = []
        var fields: [String: String] = [:]
        var caseLine = 0
        func endCase(line: Int) throws(VectorFileError) {
            guard !fields.isEmpty else { return }
            if let missing = names.subtracting(fields.keys).min() {
                throw file.failure(line: line, "the case before has no field '\(missing)'")
            }
            cases.append(NISTTextCase(file: file, line: caseLine, fields: fields))
            fields = [:]
        }
        try file.forEachLine { (line) throws(VectorFileError) in
            if line.text.hasPrefix("#") || line.text == heading { return }
            // HKDF's cases have blank lines inside: there a case ends with its last field.
            if line.text.isEmpty {
                if !names.contains("PRK") || fields.count == names.count { try endCase(line: line.number) }
                return
            }
            let parts = line.text.split(separator: "=", omittingEmptySubsequences: false).map {
                $0.filter { $0 != " " }
            }
            guard parts.count == 2, names.contains(parts[0]) else {
                throw file.failure(line: line.number, "unknown field '\(VectorFile.shownName(parts[0]))'")
            }
            if fields.isEmpty { caseLine = line.number }
            guard fields.updateValue(parts[1], forKey: parts[0]) == nil else {
                throw file.failure(line: line.number, "'\(parts[0])' twice in one case")
            }
        }
        try endCase(line: file.lastLine)
        guard !cases.isEmpty else { throw file.failure(line: file.lastLine, "the file has no cases") }
        return cases
    }
}
