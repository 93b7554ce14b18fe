// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Console
import CryptoEditions
import Foundation
import KeyManagement

/// `hufu import wrap`
struct WrapMaterial: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wrap",
        abstract: "Wraps key material for import, on its owner's machine: offline, without configuration or store.",
        usage: "hufu import wrap [<options>] --material <file> --out <file>",
        discussion: """
            With the folder of `import parameters` the check value is printed, too: compare it with the receipt.

            Examples:
              hufu import wrap --parameters ./partner --material key.bin --out wrapped.bin
              hufu import wrap --public-key pub.der --edition sm-crypto \\
                --algorithm SM2PKE --material key.bin --out wrapped.bin --base64
            """)

    @OptionGroup var wrapping: WrappingChoice

    @Option(
        name: .long,
        help: ArgumentHelp("The public key, DER or PEM; else the folder's.", valueName: "file"), completion: .file())
    var publicKey: String?

    @Option(name: .long, help: ArgumentHelp("The key material, raw bytes.", valueName: "file"), completion: .file())
    var material: String

    @Option(name: .long, help: ArgumentHelp("The wrapped file to write.", valueName: "file"), completion: .file())
    var out: String

    @Flag(name: .long, help: "Writes Base64, one line, as the API takes it.")
    var base64 = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard out != "-" else { throw ValidationError("--out needs a file's name, such as wrapped.bin.") }
        guard (publicKey != nil) != (wrapping.parameters != nil) else {
            throw ValidationError("Pass either --parameters or --public-key with --algorithm and --edition.")
        }
    }

    func run() throws {
        let choice = try wrapping.read()
        let edition = try WrapMaterial.load(choice)
        let file = InputFile(path: material)
        let key = try file.readMaterial()
        try checkLength(of: key, for: edition.edition)
        if let objection = MaterialInspection.objection(to: key) {
            throw CommandFailure(
                .badData,
                "\(material) is no random key: \(objection). The import would refuse it. "
                    + "Wrap the raw bytes of a random key.")
        }
        if file.isOpenToOthers {
            Terminal.note("warning: Others may read \(material). Run: chmod 600 \(Shell.quoted(material))")
        }
        let publicKeyDER = try readPublicKey()
        let wrapped = try edition.wrapForImport(key, publicKeyDER: publicKeyDER.span, algorithm: choice.algorithm)
        try write(wrapped)
        try report(wrapped, checkValue: try choice.checkValue(of: key, edition: edition), choice: choice)
    }

    /// The edition by its defaults; PKCS #1 v1.5 where the parameters, or the owner, name it.
    private static func load(_ choice: WrappingChoice.Answer) throws(CryptoError) -> any CryptoEdition {
        var options = EditionOptions()
        if choice.algorithm == .rsaesPKCS1v15 {
            options.fips.allowPKCS1v15 = true
            options.sm.allowPKCS1v15 = true
        }
        return try choice.edition.load(options)
    }

    private func checkLength(of key: borrowing KeyMaterial, for edition: Edition) throws(CommandFailure) {
        guard key.byteCount != edition.keyByteCount else { return }
        let bytes = edition.keyByteCount
        let hint =
            switch key.byteCount {
            case bytes * 2, bytes * 2 + 1: " If it is hexadecimal text, make bytes of it with: xxd -r -p"
            case (bytes + 2) / 3 * 4, (bytes + 2) / 3 * 4 + 1:
                " If it is Base64 text, make bytes of it with: openssl enc -d -base64 -A"
            case 256: " This looks like material that is wrapped already."
            default: " Make one with: openssl rand -out material.bin \(bytes)"
            }
        throw CommandFailure(
            .badData,
            "\(material) has \(key.byteCount) bytes. The edition \(edition) imports exactly \(bytes) bytes "
                + "(\(bytes * 8) bits).\(hint)")
    }

    private func readPublicKey() throws(CommandFailure) -> [UInt8] {
        let path = publicKey ?? wrapping.parameters.map { ImportFolder(path: $0).publicKeyDER } ?? ""
        let bytes = try InputFile(path: path).read()
        guard TextForm.pemLabel(bytes) != nil else { return TextForm.base64(bytes) ?? bytes }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("-----") }
        guard let der = TextForm.base64(Array(lines.joined().utf8)) else {
            throw CommandFailure(.badData, "\(path) is a damaged PEM file. Fetch the public key again.")
        }
        return der
    }

    private func write(_ wrapped: [UInt8]) throws(CommandFailure) {
        var output = try OutputFile.begin(at: out, replacing: false)
        try output.writeAll(base64 ? Array((Data(wrapped).base64EncodedString() + "\n").utf8) : wrapped)
    }

    private func report(_ wrapped: [UInt8], checkValue: String?, choice: WrappingChoice.Answer) throws {
        if output.json {
            return try Terminal.print(
                json: Report(
                    file: out, wrappingAlgorithm: choice.algorithm.rawValue, byteCount: wrapped.count,
                    checkValue: checkValue))
        }
        var fields = [("wrapped", "\(out) (\(wrapped.count) bytes\(base64 ? " as Base64" : ""))")]
        fields.append(("algorithm", choice.algorithm.rawValue))
        if let checkValue { fields.append(("check value", checkValue)) }
        Terminal.print(fields: fields)
        Terminal.note("\nKeep your backup of \(material): once imported, nothing else can ever replace it.")
        if let checkValue {
            Terminal.note(
                "The receipt must show the same check value, or: hufu import submit … --check-value \(checkValue)")
        }
    }

    /// What `import wrap --json` prints.
    private struct Report: Encodable {
        let file: String
        let wrappingAlgorithm: String
        let byteCount: Int
        let checkValue: String?
    }
}
