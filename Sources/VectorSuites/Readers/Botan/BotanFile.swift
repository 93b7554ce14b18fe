// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// Reads Botan's `.vec` files: a heading such as `[SM4/GCM]` names the algorithm, cases are `Name = value` lines that end
/// with the algorithm's result.
///
/// A line `#test …` asks for every path of the CPU, which the laboratory runs anyway. Unknown algorithms make their cases
/// ones that are not run; unknown names, a name twice in a case, and a file without cases are refused.
struct BotanFile {
    private let file: VectorFile
    private var heading: String?
    private var fields: [String: String] = [:]
    private var caseLine = 0
    private var count = 0
    private var cases: [VectorCase] = []

    /// All names that a case may have, by Botan's words.
    private static let names: Set = ["Key", "Nonce", "AD", "In", "Out", "Salt", "Label", "Secret", "Output"]
    /// Those that end a case.
    private static let results: Set = ["Out", "Output"]

    /// All cases of the file.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    static func cases(in file: VectorFile) throws(VectorFileError) -> [VectorCase] {
        var reader = BotanFile(file: file)
        try file.forEachLine { (line) throws(VectorFileError) in try reader.take(line) }
        guard reader.fields.isEmpty else { throw file.failure(line: file.lastLine, "the file ends inside a case") }
        guard !reader.cases.isEmpty else { throw file.failure(line: file.lastLine, "the file has no cases") }
        return reader.cases
    }

    private init(file: VectorFile) { self.file = file }

    private mutating func take(_ line: VectorFile.Line) throws(VectorFileError) {
        let text = line.text
        if text.isEmpty || text.hasPrefix("#") { return }
        if text.hasPrefix("["), text.hasSuffix("]") {
            guard fields.isEmpty else { throw file.failure(line: line.number, "a heading inside a case") }
            heading = String(text.dropFirst().dropLast())
            return
        }
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
            String($0.trimmingBlanks)
        }
        guard parts.count == 2, Self.names.contains(parts[0]) else {
            throw file.failure(line: line.number, "unknown field '\(VectorFile.shownName(parts[0]))'")
        }
        guard let heading else { throw file.failure(line: line.number, "'\(parts[0])' before any heading") }
        if fields.isEmpty { caseLine = line.number }
        guard fields.updateValue(parts[1], forKey: parts[0]) == nil else {
            throw file.failure(line: line.number, "'\(parts[0])' twice in one case")
        }
        guard Self.results.contains(parts[0]) else { return }
        count += 1
        let id = "\(heading) \(count)"
        if let checks = try checks(heading) {
            cases.append(VectorCase(id: id, line: caseLine, checks: checks))
        } else {
            cases.append(VectorCase(id: id, line: caseLine, outside: "\(heading): no such algorithm here"))
        }
        fields = [:]
    }

    /// What the case at hand checks; nil for an algorithm that is not known.
    private func checks(_ heading: String) throws(VectorFileError) -> [VectorCheck]? {
        let words = heading.split(separator: "/").map(String.init)
        let cipher = words.first ?? ""
        let isSM4 = cipher == "SM4"
        let mode = words.dropFirst().joined(separator: "/")
        if isSM4 || cipher.hasPrefix("AES-") {
            switch mode {
            case "GCM": return try aeadChecks(.gcm, isSM4: isSM4, tagByteCount: 16)
            case "CCM": return try aeadChecks(.ccm, isSM4: isSM4, tagByteCount: 16)
            case "": return try modeChecks(.ecb, isSM4: isSM4)
            case "CBC/NoPadding": return try modeChecks(.cbc, isSM4: isSM4)
            default: return nil
            }
        }
        if let cipher = inner("CTR-BE(", heading), cipher == "SM4" || cipher.hasPrefix("AES-") {
            return try modeChecks(.ctr, isSM4: cipher == "SM4")
        }
        if let hash = hash(heading) {
            return [.known(.digest(hash, message: try bytes("In")), .answer(try bytes("Out")))]
        }
        if let hash = inner("HMAC(", heading).flatMap(hash) {
            return [
                .known(
                    .authenticate(hash, key: try bytes("Key"), message: try bytes("In")), .beginning(try bytes("Out")))
            ]
        }
        if let hash = inner("HKDF(HMAC(", heading).flatMap(hash) {
            let output = try bytes("Output")
            return [
                .known(
                    .derive(
                        .hkdf(
                            hash, key: try bytes("Secret"), salt: try optionalBytes("Salt"),
                            info: try optionalBytes("Label")),
                        byteCount: output.count), .answer(output))
            ]
        }
        return nil
    }

    private func aeadChecks(
        _ mode: VectorQuestion.AEAD.Mode, isSM4: Bool, tagByteCount: Int
    ) throws(VectorFileError) -> [VectorCheck] {
        let aead = VectorQuestion.AEAD(
            mode, isSM4: isSM4, key: try bytes("Key"), nonce: try bytes("Nonce"), context: try optionalBytes("AD"),
            tagByteCount: tagByteCount)
        let (plaintext, sealed) = (try bytes("In"), try bytes("Out"))
        guard sealed.count == plaintext.count + tagByteCount else {
            throw file.failure(line: caseLine, "'Out' is not 'In' and a tag of \(tagByteCount) bytes")
        }
        return [
            .known(.seal(aead, plaintext: plaintext), .answer(sealed)),
            .known(.open(aead, sealed: sealed), .answer(plaintext)),
        ]
    }

    private func modeChecks(
        _ name: VectorQuestion.Mode.Name, isSM4: Bool
    ) throws(VectorFileError) -> [VectorCheck] {
        let mode = VectorQuestion.Mode(
            name, isSM4: isSM4, key: try bytes("Key"), iv: name == .ecb ? [] : try bytes("Nonce"))
        let (plaintext, ciphertext) = (try bytes("In"), try bytes("Out"))
        return [
            .known(.encrypt(mode, plaintext: plaintext), .answer(ciphertext)),
            .known(.decrypt(mode, ciphertext: ciphertext), .answer(plaintext)),
        ]
    }

    /// What stands between `prefix` and the closing brackets.
    private func inner(_ prefix: String, _ heading: String) -> String? {
        guard heading.hasPrefix(prefix), heading.hasSuffix(")") else { return nil }
        return String(heading.dropFirst(prefix.count).filter { $0 != ")" })
    }

    private func hash(_ name: String) -> VectorAlgorithm.HashName? { VectorAlgorithm.HashName(rawValue: name) }

    private func bytes(_ name: String) throws(VectorFileError) -> [UInt8] {
        guard let text = fields[name] else { throw file.failure(line: caseLine, "the case has no '\(name)'") }
        return try file.bytes(hex: text, field: name, line: caseLine)
    }

    private func optionalBytes(_ name: String) throws(VectorFileError) -> [UInt8] {
        fields[name] == nil ? [] : try bytes(name)
    }
}
