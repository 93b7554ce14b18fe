// SPDX-License-Identifier: Apache-2.0
import Console
import Foundation
import KeyManagement

/// Shows a credential with its new SecretKey, once. The place for the key is made before the key is, so that what can
/// be refused is refused while nothing has changed.
struct SecretPresenter: ~Copyable {
    private var file: OutputFile?
    private let output: OutputOptions

    /// - Throws: ``CommandFailure`` when the file for the SecretKey cannot be made, or is there.
    init(_ options: SecretOptions, output: OutputOptions) throws(CommandFailure) {
        file = if let path = options.secretFile { try OutputFile.begin(at: path, replacing: false) } else { nil }
        self.output = output
    }

    /// Writes the SecretKey to its file, if it has one, and shows the rest.
    mutating func show(_ issued: borrowing IssuedCredential) throws {
        let credential = issued.credential
        var path: String?
        if var file = file.take() {
            path = file.name
            do throws(CommandFailure) {
                try issued.withSecretKey { bytes throws(CommandFailure) in try file.writeAll(bytes) }
            } catch {
                Terminal.note(
                    "The new SecretKey of \(credential.name.text) is lost. Make another one: "
                        + "hufu credential rotate \(credential.name.text)")
                throw error
            }
        }
        let secretKey = path == nil ? try Self.text(of: issued) : nil
        if output.json {
            try Terminal.print(json: CredentialMetadata(credential, secretKey: secretKey, secretFile: path))
        } else {
            var fields = CredentialPresenter.fields(of: credential)
            fields.insert(("SecretKey", secretKey ?? "in \(path ?? "")"), at: 1)
            Terminal.print(fields: fields)
        }
        if secretKey != nil { Terminal.note("Keep the SecretKey now: it is not shown again.") }
    }

    /// The only text that ever holds a SecretKey: it is on its way out.
    private static func text(of issued: borrowing IssuedCredential) throws -> String {
        try issued.withSecretKey { bytes in String(copying: try UTF8Span(validating: bytes)) }
    }
}
