// SPDX-License-Identifier: Apache-2.0
import Console
import Foundation
import KeyManagement

/// What `hufu encrypt` and `hufu decrypt` print about a file.
struct FileReport: Encodable {
    let keyId: String
    let keyVersion: UInt32
    let input: String
    let output: String
    /// Length in bytes of the file in the clear.
    let byteCount: UInt64

    init(_ receipt: FileEnvelope.Receipt, input: String, output: String) {
        keyId = receipt.keyID.description
        keyVersion = receipt.keyVersion
        self.input = input
        self.output = output
        byteCount = receipt.byteCount
    }

    /// Prints JSON, or a sentence for people on standard error; to where the file itself did not go.
    ///
    /// - Parameters:
    ///   - asJSON: whether JSON is asked for.
    ///   - verb: what was done, such as `Encrypted`.
    ///   - isOutputTaken: whether the file went to standard output; people then see for themselves.
    /// - Throws: what encoding throws.
    func print(asJSON: Bool, verb: String, isOutputTaken: Bool) throws {
        switch (asJSON, isOutputTaken) {
        case (true, false): try Terminal.print(json: self)
        case (true, true): Terminal.note(try Terminal.json(self))
        case (false, true): break
        case (false, false):
            Terminal.note(
                "\(verb) \(Measure.bytes(byteCount)) to '\(output)' under the key \(keyId), version \(keyVersion).")
        }
    }
}
