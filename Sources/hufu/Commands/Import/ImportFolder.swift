// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import Foundation
import KeyManagement

/// The folder that `import parameters` writes and carries to the material's owner. Nothing in it is secret.
///
/// `public-key.der` and `public-key.pem` (SubjectPublicKeyInfo), `token` (one line of text), `import.json`.
struct ImportFolder {
    /// Where.
    let path: String

    /// The wrapping public key, DER.
    var publicKeyDER: String { "\(path)/public-key.der" }
    /// The same as PEM.
    var publicKeyPEM: String { "\(path)/public-key.pem" }
    /// The import token.
    var token: String { "\(path)/token" }
    /// What the others are for.
    var summary: String { "\(path)/import.json" }

    /// Makes sure that nothing in the folder would be overwritten, before new parameters void older ones.
    ///
    /// - Throws: ``CommandFailure`` (refused).
    func demandFree() throws(CommandFailure) {
        for file in [publicKeyDER, publicKeyPEM, token, summary] where FileManager.default.fileExists(atPath: file) {
            throw CommandFailure(
                .refused, "\(file) is there already. Nothing is overwritten; choose another folder with --out.")
        }
    }

    /// Writes all files, or none.
    ///
    /// - Throws: ``CommandFailure`` when one cannot be written.
    func write(_ parameters: ImportParameters, edition: Edition) throws {
        var made = MadeFiles()
        do {
            try made.makeFolders(to: path)
            try made.write(Data(parameters.publicKeyDER), to: publicKeyDER)
            try made.write(Data(ImportFolder.pem(of: parameters.publicKeyDER).utf8), to: publicKeyPEM)
            try made.write(Data((parameters.token + "\n").utf8), to: token)
            let summary = try Terminal.encode(ImportSummary(parameters, edition: edition))
            try made.write(summary + Data("\n".utf8), to: self.summary)
            made.keep()
        } catch {
            made.remove()
            throw error
        }
    }

    /// Reads `import.json`.
    ///
    /// - Throws: ``CommandFailure``: not found, or bad data.
    func readSummary() throws(CommandFailure) -> ImportSummary {
        let data = try InputFile(path: summary).read()
        do {
            return try JSONDecoder().decode(ImportSummary.self, from: Data(data))
        } catch {
            throw CommandFailure(
                .badData, "\(summary) is not what `hufu import parameters` wrote. Fetch the folder again.")
        }
    }

    private static func pem(of der: [UInt8]) -> String {
        let text = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN PUBLIC KEY-----\n\(text)\n-----END PUBLIC KEY-----\n"
    }
}
