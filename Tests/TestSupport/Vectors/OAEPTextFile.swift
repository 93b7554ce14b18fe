// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Reads RSAES-OAEP vectors in RSA Laboratories' form: `# Name:` lines label blocks of hexadecimal digits.
///
/// A key's numbers come first, then its cases: message, perhaps seed, encryption. Labels and headings that are not known
/// are refused, and so are digits without a label, a number of the key that is missing, and a file without cases.
package struct OAEPTextFile {
    private enum Section {
        case preface
        case publicKey
        case privateKey
        case example(String)
    }

    private static let remarks = [
        "Example", "RSA-OAEP encryption of ", "RSA OAEP SHA2 vectors built for ", "# Derived from ",
        "# Verified against ",
    ]

    private let file: VectorFile
    private let algorithm: WrappingAlgorithm
    private var section = Section.preface
    private var label: String?
    private var digits = ""
    private var publicModulus: [UInt8] = []
    private var numbers: [String: [UInt8]] = [:]
    private var message: [UInt8]?
    private var isOfAlgorithm = true
    private var vectors: [UnwrapVector] = []

    /// All cases of the file, as cases of `algorithm`.
    ///
    /// One under a key that is not of 2048 bits is marked as having a parameter that imports do not have. One whose line
    /// names other hashes than the algorithm's has the verdict `invalid`.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    package static func vectors(
        in file: VectorFile, algorithm: WrappingAlgorithm
    ) throws(VectorFileError) -> [UnwrapVector] {
        var reader = OAEPTextFile(file: file, algorithm: algorithm)
        for line in file.lines { try reader.take(line) }
        try reader.endBlock(line: file.lines.count)
        guard !reader.vectors.isEmpty, reader.message == nil else {
            throw file.failure(line: file.lines.count, "the file has no cases, or ends inside one")
        }
        return reader.vectors
    }

    private init(file: VectorFile, algorithm: WrappingAlgorithm) {
        self.file = file
        self.algorithm = algorithm
    }

    private mutating func take(_ line: VectorFile.Line) throws(VectorFileError) {
        guard line.text.hasPrefix("#") else {
            if case .preface = section { return }
            guard label != nil || line.text.isEmpty || line.text.allSatisfy({ $0 == "=" }) else {
                throw file.failure(line: line.number, "digits without a label")
            }
            digits += line.text.filter { $0 != " " && $0 != "=" }
            return
        }
        try endBlock(line: line.number)
        var heading = line.text.dropFirst().drop { $0 == " " }
        if heading.hasSuffix(":") { heading.removeLast() }
        try take(heading: String(heading), line: line.number)
    }

    private mutating func take(heading: String, line: Int) throws(VectorFileError) {
        let blocks = RSAPrivateKey.numberNames + ["Message", "Seed", "Encryption"]
        if heading == "Public key" {
            section = .publicKey
        } else if heading == "Private key" {
            section = .privateKey
            numbers = [:]
        } else if heading.hasPrefix("OAEP Example ") {
            try beginExample(String(heading.dropFirst("OAEP ".count)), line: line)
        } else if blocks.contains(heading) {
            label = heading
        } else if !heading.allSatisfy({ "-=".contains($0) }) && !Self.remarks.contains(where: heading.hasPrefix) {
            throw file.failure(line: line, "unknown heading '\(heading)'")
        }
    }

    private mutating func beginExample(_ title: String, line: Int) throws(VectorFileError) {
        guard message == nil else { throw file.failure(line: line, "the example before has no encryption") }
        section = .example(title)
        let hash = algorithm.hashName?.filter { $0 != "-" }.lowercased() ?? ""
        isOfAlgorithm = title.hasSuffix("alg=\(hash) mgf1=\(hash)") || !title.contains("=") && hash == "sha1"
    }

    private mutating func endBlock(line: Int) throws(VectorFileError) {
        guard let name = label else { return }
        let text = digits.count.isMultiple(of: 2) ? digits : "0" + digits
        let bytes = try file.bytes(hex: text, field: name, line: line)
        (label, digits) = (nil, "")
        switch (section, name) {
        case (.publicKey, "Modulus"): publicModulus = bytes
        case (.publicKey, "Exponent"), (.example, "Seed"): break
        case (.privateKey, _) where RSAPrivateKey.numberNames.contains(name):
            guard numbers.updateValue(bytes, forKey: name) == nil else {
                throw file.failure(line: line, "'\(name)' twice in one key")
            }
        case (.example, "Message"): message = bytes
        case (.example(let title), "Encryption"): try endExample(title, ciphertext: bytes, line: line)
        default: throw file.failure(line: line, "'\(name)' does not belong here")
        }
    }

    private mutating func endExample(_ title: String, ciphertext: [UInt8], line: Int) throws(VectorFileError) {
        guard let message, numbers["Modulus"] == publicModulus, numbers.count == RSAPrivateKey.numberNames.count else {
            throw file.failure(line: line, "\(title): no message, or the key is not whole")
        }
        let key = RSAPrivateKey(numbers: RSAPrivateKey.numberNames.map { numbers[$0] ?? [] })
        vectors.append(
            UnwrapVector(
                id: "\(title) (line \(line))", algorithm: algorithm, privateKeyDER: key.pkcs8DER,
                ciphertext: ciphertext, plaintext: message, verdict: isOfAlgorithm ? .valid : .invalid,
                hasOtherParameter: key.bitCount != 2048))
        self.message = nil
    }
}
