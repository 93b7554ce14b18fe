// SPDX-License-Identifier: Apache-2.0
package import StrictJSON

/// A format of vector files, recognised by a file's content. Only which answers belong to an ACVP prompt, names say.
package enum VectorFormat: String, Sendable, CaseIterable {
    case cavpGCM = "NIST CAVP AES-GCM"
    case keyWrap = "NIST CAVP key wrap"
    case nistText = "NIST-style text"
    case evpTest = "OpenSSL evp_test"
    case rsaLaboratories = "RSA Laboratories"
    case botan = "Botan .vec"
    case wycheproof = "Wycheproof"
    case acvpPrompt = "ACVP prompt"
    case gbt = "GB/T JSON"
    case gmt = "GM/T JSON"

    /// A file whose format is known.
    package enum Recognised: Sendable {
        /// Cases.
        case vectors(VectorFormat, JSONValue?)
        /// Answers of another file, which are read with it.
        case answers(JSONValue)
        /// A file that belongs to suites and holds no cases; says what it is.
        case companion(String)
    }

    /// What a file is.
    ///
    /// - Throws: ``VectorFileError`` for a file that no reader knows, or that begins as JSON and is none.
    package static func recognise(_ file: VectorFile) throws(VectorFileError) -> Recognised {
        if isJSON(file.contents) {
            let value = try file.json()
            guard let recognised = recognise(value) else {
                throw file.failure(line: value.line, "no reader knows this JSON file")
            }
            return recognised
        }
        guard let format = try TextMarks(of: file).format else {
            throw file.failure(line: 1, "no reader knows this text file")
        }
        return .vectors(format, nil)
    }

    /// The cases of a recognised file.
    ///
    /// - Parameters:
    ///   - file: one of this format.
    ///   - value: of a JSON file what ``recognise(_:)`` gave.
    ///   - answers: of an ACVP prompt the file of its answers, if there is one.
    /// - Returns: the cases in the file's order.
    /// - Throws: ``VectorFileError`` with line and name.
    package func cases(
        in file: VectorFile, _ value: JSONValue?, answers: VectorFile? = nil
    ) throws(VectorFileError) -> [VectorCase] {
        let value = value ?? JSONValue(.null)
        switch self {
        case .cavpGCM: return try CAVPGCMFile.cases(in: file)
        case .keyWrap: return try KeyWrapFile.cases(in: file)
        case .nistText: return try NISTTextFile.cases(in: file)
        case .evpTest: return try EVPTestFile.cases(in: file)
        case .rsaLaboratories: return try RSALaboratoriesFile.cases(in: file)
        case .botan: return try BotanFile.cases(in: file)
        case .wycheproof: return try WycheproofFile.cases(of: value, in: file)
        case .gbt: return try GBTFile.cases(of: value, in: file)
        case .gmt: return try GMTFile.cases(of: value, in: file)
        case .acvpPrompt:
            let answers = try answers.map { (file) throws(VectorFileError) in
                try ACVPAnswers(file.json(), in: file)
            }
            return try ACVPDocument.cases(of: value, in: file, answers: answers)
        }
    }

    /// The cases of a file of any format.
    ///
    /// - Throws: ``VectorFileError`` with line and name, also for a file that has no cases.
    package static func cases(
        in file: VectorFile, answers: VectorFile? = nil
    ) throws(VectorFileError) -> [VectorCase] {
        switch try recognise(file) {
        case .vectors(let format, let value): return try format.cases(in: file, value, answers: answers)
        case .answers: throw file.failure(line: 1, "answers without their questions")
        case .companion(let what): throw file.failure(line: 1, "\(what), which has no cases")
        }
    }

    private static func recognise(_ value: JSONValue) -> Recognised? {
        if let kind = ACVPDocument.kind(of: value) {
            switch kind {
            case .prompt: return .vectors(.acvpPrompt, value)
            case .answers: return .answers(value)
            case .registration: return .companion("an ACVP registration")
            case .validation: return .companion("an ACVP server's verdict")
            }
        }
        if value["schema"] != nil, value["testGroups"] != nil { return .vectors(.wycheproof, value) }
        if value["format"] != nil, value["tests"] != nil { return .vectors(.gmt, value) }
        if value["block"] != nil || value["curve"] != nil || value["note"] != nil { return .vectors(.gbt, value) }
        if value["definitions"] != nil { return .companion("a JSON schema") }
        return nil
    }

    /// An object, or an array of anything but a bare word: `[Keylen = 256]` is text.
    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        let isBlank: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let start = bytes.drop(while: isBlank)
        guard let first = start.first else { return false }
        if first == UInt8(ascii: "{") { return true }
        guard first == UInt8(ascii: "["), let next = start.dropFirst().first(where: { !isBlank($0) }) else {
            return false
        }
        return "{[]\"-0123456789".utf8.contains(next)
    }
}

/// The lines by which text formats are told apart.
private struct TextMarks {
    private var headings: Set<String> = []
    private var names: Set<String> = []
    private var comments: Set<String> = []

    /// How many lines are looked at.
    private static let lineCount = 4000

    init(of file: VectorFile) throws(VectorFileError) {
        try file.forEachLine { (line) throws(VectorFileError) in
            guard line.number <= Self.lineCount else { return }
            let text = line.text
            if text.hasPrefix("#") {
                comments.insert(String(text.dropFirst().trimmingBlanks))
            } else if text.hasPrefix("["), text.hasSuffix("]") {
                headings.insert(String(text.dropFirst().dropLast().prefix { $0 != "=" }.trimmingBlanks))
            } else if let end = text.firstIndex(of: "=") {
                names.insert(String(text[..<end].trimmingBlanks))
            }
        }
    }

    var format: VectorFormat? {
        if headings.contains("Keylen") { return .cavpGCM }
        if headings.contains("PLAINTEXT LENGTH") { return .keyWrap }
        let kinds: Set = ["Cipher", "Digest", "MAC", "KDF", "Verify", "Sign", "Decrypt", "PrivateKey", "KeyGen"]
        if !names.isDisjoint(with: kinds) { return .evpTest }
        if comments.contains("Public key"), !comments.isDisjoint(with: ["Modulus:", "Modulus"]) {
            return .rsaLaboratories
        }
        if !headings.isEmpty, !names.isDisjoint(with: ["Out", "Output"]) { return .botan }
        if !names.isDisjoint(with: ["COUNT", "Len"]) { return .nistText }
        return nil
    }
}
