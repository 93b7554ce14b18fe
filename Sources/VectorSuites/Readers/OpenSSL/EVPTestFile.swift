// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
internal import Foundation

/// Reads the stanzas of OpenSSL's `evp_test` data files.
///
/// A stanza is `name = value` lines up to a blank line; its first name, after `Availablein`, is its kind. A PEM private
/// key follows its own label. Kinds and names that no reader here knows are refused, and so is a file without stanzas.
struct EVPTestFile {
    /// One stanza. Values are as written: hexadecimal, or text in quotation marks.
    struct Stanza {
        /// Such as `MAC`; its value is a name, such as `HMAC`.
        let kind: String
        let subject: String
        /// The line of the kind, from 1.
        let line: Int
        /// What stood before it and says where it runs, such as `FIPSversion = >=3.4.0`.
        let restrictions: [(name: String, value: String)]
        /// All other lines, in order; a name may occur again.
        fileprivate(set) var fields: [(name: String, value: String)]

        /// The values of that name.
        func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
    }

    /// The names that stanzas of each kind may have.
    private static let knownFields: [String: Set<String>] = [
        "Title": [],
        "MAC": ["Algorithm", "Input", "Key", "Output"],
        "Digest": ["Input", "Output"],
        "Cipher": [
            "Key", "IV", "AAD", "Tag", "Plaintext", "Ciphertext", "XTSStandard", "Operation", "Result",
        ],
        "KDF": [
            "Ctrl.mode", "Ctrl.cipher", "Ctrl.digest", "Ctrl.mac", "Ctrl.use-l", "Ctrl.use-separator", "Ctrl.r",
            "Ctrl.hexkey", "Ctrl.hexinfo", "Ctrl.IKM", "Ctrl.salt", "Ctrl.info", "Ctrl.pass", "Ctrl.hexpass",
            "Ctrl.hexsalt", "Ctrl.iter", "Ctrl.pkcs5", "Ctrl.key-check", "Output", "Result", "Reason", "Unapproved",
        ],
        "Verify": ["Ctrl", "Input", "Output", "Result"],
        "Sign": ["Ctrl", "Input", "Output", "Result"],
        "Decrypt": ["Ctrl", "Input", "Output", "Result"],
        "KeyGen": ["Ctrl", "KeyName"],
    ]
    private static let restrictions: Set = ["Availablein", "FIPSversion"]

    let file: VectorFile
    /// In the order of the file.
    private(set) var stanzas: [Stanza] = []
    /// DER PKCS#8 by label.
    private(set) var privateKeys: [String: [UInt8]] = [:]

    private var openKey: (label: String, base64: String)?
    private var isInStanza = false
    private var pending: [(name: String, value: String)] = []

    /// - Throws: ``VectorFileError`` with line and name.
    init(_ file: VectorFile) throws(VectorFileError) {
        self.file = file
        try file.forEachLine { (line) throws(VectorFileError) in try take(line) }
        guard openKey == nil else { throw file.failure(line: file.lastLine, "a private key does not end") }
        guard pending.isEmpty else { throw file.failure(line: file.lastLine, "a restriction without a stanza") }
        guard stanzas.contains(where: { $0.kind != "Title" }) else {
            throw file.failure(line: file.lastLine, "the file has no stanzas")
        }
    }

    private mutating func take(_ line: VectorFile.Line) throws(VectorFileError) {
        if openKey != nil { return try takeKey(line) }
        if line.text.hasPrefix("#") { return }
        if line.text.isEmpty {
            isInStanza = false
            return
        }
        let parts = line.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
            String($0.trimmingBlanks)
        }
        guard parts.count == 2 else { throw file.failure(line: line.number, "a line that is no field") }
        try take(name: parts[0], value: parts[1], line: line.number)
    }

    private mutating func take(name: String, value: String, line: Int) throws(VectorFileError) {
        if isInStanza, let kind = stanzas.last?.kind {
            guard Self.knownFields[kind]?.contains(name) == true else {
                throw file.failure(line: line, "unknown field '\(VectorFile.shownName(name))' in a stanza \(kind)")
            }
            stanzas[stanzas.count - 1].fields.append((name, value))
        } else if name == "PrivateKey" {
            openKey = (value, "")
        } else if Self.restrictions.contains(name) {
            pending.append((name, value))
        } else {
            guard Self.knownFields[name] != nil else {
                throw file.failure(line: line, "unknown stanza '\(VectorFile.shownName(name))'")
            }
            stanzas.append(Stanza(kind: name, subject: value, line: line, restrictions: pending, fields: []))
            (pending, isInStanza) = ([], true)
        }
    }

    private mutating func takeKey(_ line: VectorFile.Line) throws(VectorFileError) {
        switch line.text {
        case "-----BEGIN PRIVATE KEY-----": break
        case "-----END PRIVATE KEY-----":
            guard let key = openKey, let der = Data(base64Encoded: key.base64),
                privateKeys.updateValue([UInt8](der), forKey: key.label) == nil
            else { throw file.failure(line: line.number, "the private key is not Base64, or its label occurs twice") }
            openKey = nil
        default: openKey?.base64 += line.text
        }
    }
}

extension EVPTestFile {
    /// The bytes of the one field of that name: hexadecimal, or text in quotation marks.
    ///
    /// - Throws: ``VectorFileError`` when the name is missing, doubled or neither.
    func bytes(_ name: String, of stanza: Stanza) throws(VectorFileError) -> [UInt8] {
        guard let value = stanza.values(name).first, stanza.values(name).count == 1 else {
            throw file.failure(line: stanza.line, "not one field '\(name)'")
        }
        guard value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") else {
            return try file.bytes(hex: value, field: name, line: stanza.line)
        }
        guard !value.contains("\\") else { throw file.failure(line: stanza.line, "'\(name)' has escapes") }
        return [UInt8](value.utf8.dropFirst().dropLast())
    }
}
