// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// Reads RSA decryption vectors in RSA Laboratories' form: `# Name:` lines label blocks of hexadecimal digits.
///
/// A key's numbers come first, then its cases: message, perhaps seed, encryption. Headings say the padding, and with OAEP
/// perhaps other hashes than SHA-1. Labels and headings that are not known are refused, and so are digits without a
/// label, a number of the key that is missing, and a file without cases.
struct RSALaboratoriesFile {
    private enum Section {
        case preface
        case publicKey
        case privateKey
        case example(String)
    }

    private static let remarks = [
        "Example", "RSA-OAEP encryption of ", "RSA OAEP SHA2 vectors built for ", "# Derived from ",
        "# Verified against ", "Thirteen RSA keys with bit sizes", "and one 2048-bit key", "For each key, ",
    ]
    private static let blocks = RSAPrivateKey.numberNames + ["Message", "Seed", "Encryption"]

    private let file: VectorFile
    private var section = Section.preface
    private var label: String?
    private var labelLine = 0
    private var digits = ""
    private var publicModulus: [UInt8] = []
    private var publicExponent: [UInt8] = []
    private var numbers: [String: [UInt8]] = [:]
    private var keyDER: [UInt8]?
    private var message: (bytes: [UInt8], line: Int)?
    private var cases: [VectorCase] = []

    /// All cases of the file.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    static func cases(in file: VectorFile) throws(VectorFileError) -> [VectorCase] {
        var reader = RSALaboratoriesFile(file: file)
        try file.forEachLine { (line) throws(VectorFileError) in try reader.take(line) }
        try reader.endBlock(line: file.lastLine)
        guard !reader.cases.isEmpty, reader.message == nil else {
            throw file.failure(line: file.lastLine, "the file has no cases, or ends inside one")
        }
        return reader.cases
    }

    private init(file: VectorFile) { self.file = file }

    private mutating func take(_ line: VectorFile.Line) throws(VectorFileError) {
        guard line.text.hasPrefix("#") else {
            if case .preface = section { return }
            guard label != nil || line.text.isEmpty || line.text.allSatisfy({ $0 == "=" }) else {
                throw file.failure(line: line.number, "digits without a label")
            }
            guard digits.utf8.count <= VectorFile.longestLine else {
                throw file.failure(line: line.number, "a number longer than \(VectorFile.longestLine) digits")
            }
            digits += line.text.filter { $0 != " " && $0 != "=" }
            return
        }
        try endBlock(line: line.number)
        var heading = line.text.dropFirst().trimmingBlanks
        if heading.hasSuffix(":") { heading.removeLast() }
        try take(heading: String(heading), line: line.number)
    }

    private mutating func take(heading: String, line: Int) throws(VectorFileError) {
        if heading == "Public key" {
            section = .publicKey
        } else if heading == "Private key" {
            (section, numbers, keyDER) = (.privateKey, [:], nil)
        } else if ["OAEP Example ", "PKCS#1 v1.5 "].contains(where: heading.hasPrefix) {
            guard message == nil else { throw file.failure(line: line, "the example before has no encryption") }
            section = .example(heading)
        } else if Self.blocks.contains(heading) {
            (label, labelLine) = (heading, line)
        } else if !heading.allSatisfy({ "-=".contains($0) }) && !Self.remarks.contains(where: heading.hasPrefix) {
            throw file.failure(line: line, "unknown heading '\(heading)'")
        }
    }

    private mutating func endBlock(line: Int) throws(VectorFileError) {
        guard let name = label else { return }
        let text = digits.count.isMultiple(of: 2) ? digits : "0" + digits
        let bytes = try file.bytes(hex: text, field: name, line: line)
        (label, digits) = (nil, "")
        switch (section, name) {
        case (.publicKey, "Modulus"): publicModulus = bytes
        case (.publicKey, "Exponent"): publicExponent = bytes
        case (.example, "Seed"): break
        case (.privateKey, _) where RSAPrivateKey.numberNames.contains(name):
            guard numbers.updateValue(bytes, forKey: name) == nil else {
                throw file.failure(line: line, "'\(name)' twice in one key")
            }
        case (.example, "Message"): message = (bytes, labelLine)
        case (.example(let title), "Encryption"): try endExample(title, ciphertext: bytes, line: line)
        default: throw file.failure(line: line, "'\(name)' does not belong here")
        }
    }

    private mutating func endExample(_ title: String, ciphertext: [UInt8], line: Int) throws(VectorFileError) {
        guard let message, let key = try privateKey() else {
            throw file.failure(line: line, "\(title): no message, or the key is not whole")
        }
        self.message = nil
        guard let padding = Self.padding(title) else {
            throw file.failure(line: line, "\(title): unknown hashes")
        }
        cases.append(
            VectorCase(
                id: title, line: message.line,
                .rsaDecrypt(padding, privateKey: key, ciphertext: ciphertext), gives: .answer(message.bytes)))
    }

    /// Made once for all cases of a key.
    private mutating func privateKey() throws(VectorFileError) -> [UInt8]? {
        if let keyDER { return keyDER }
        guard numbers["Modulus"] == publicModulus, numbers["Public exponent"] == publicExponent,
            numbers.count == RSAPrivateKey.numberNames.count
        else { return nil }
        let key = RSAPrivateKey(numbers: RSAPrivateKey.numberNames.map { numbers[$0] ?? [] })
        keyDER = key.pkcs8DER
        return keyDER
    }

    /// Of a title such as `OAEP Example 1.1 alg=sha256 mgf1=sha1`; OAEP without hashes has SHA-1 twice.
    private static func padding(_ title: String) -> VectorQuestion.RSAPadding? {
        guard title.hasPrefix("OAEP") else { return .pkcs1v15 }
        var hashes = [VectorAlgorithm.HashName.sha1, .sha1]
        for (index, name) in ["alg=", "mgf1="].enumerated() {
            guard let word = title.split(separator: " ").first(where: { $0.hasPrefix(name) }) else { continue }
            guard let hash = VectorAlgorithm.HashName(looseName: word.dropFirst(name.count)) else { return nil }
            hashes[index] = hash
        }
        return .oaep(hashes[0], mgf1: hashes[1], label: [])
    }
}
