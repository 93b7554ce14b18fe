// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import Foundation
import KeyManagement

/// Key material in a file of its owner, and what the owner does with it away from the service.
struct OwnedMaterial {
    /// The file's name.
    let name: String
    /// The owner's tool, and the folder in which the file lies.
    let tool: OpenSSLTool

    /// Lets the owner make material.
    ///
    /// - Throws: ``StepFailure``.
    static func make(_ name: String, byteCount: Int, with tool: OpenSSLTool) throws -> OwnedMaterial {
        try tool.run("rand -out \(name) \(byteCount)")
        return OwnedMaterial(name: name, tool: tool)
    }

    /// Wraps it with the commands of Tencent's guide: Base64 of the public key in, Base64 of the wrapped material out.
    ///
    /// - Throws: ``StepFailure``.
    func wrapAsGuided(for parameters: ImportParameters) throws -> [UInt8] {
        let padding =
            switch parameters.algorithm {
            case .rsaesOAEPSHA1: "oaep -pkeyopt rsa_oaep_md:sha1"
            case .rsaesOAEPSHA256: "oaep -pkeyopt rsa_oaep_md:sha256"
            case .rsaesPKCS1v15: "pkcs1"
            case .sm2PKE: throw StepFailure("the guide wraps with RSA only")
            }
        let folder = URL(fileURLWithPath: tool.folder)
        try Data(parameters.publicKeyDER).base64EncodedData()
            .write(to: folder.appendingPathComponent("public_key.base64"))
        try tool.run("enc -d -base64 -A -in public_key.base64 -out public_key.bin")
        try tool.run(
            "pkeyutl -encrypt -pubin -inkey public_key.bin -keyform DER -in \(name) -out \(name).wrapped "
                + "-pkeyopt rsa_padding_mode:\(padding)")
        try tool.run("enc -e -base64 -A -in \(name).wrapped -out \(name).base64")
        let text = try String(contentsOf: folder.appendingPathComponent("\(name).base64"), encoding: .utf8)
        guard let wrapped = Data(base64Encoded: text) else { throw StepFailure("openssl enc wrote no Base64") }
        return Array(wrapped)
    }

    /// Wraps it as `hufu import wrap` does, with the public key alone.
    func wrap(for parameters: ImportParameters, with edition: any CryptoEdition) throws -> [UInt8] {
        try edition.wrapForImport(
            try InputFile(path: "\(tool.folder)/\(name)").readMaterial(), publicKeyDER: parameters.publicKeyDER.span,
            algorithm: parameters.algorithm)
    }

    /// Computes the check value without hufu: NIST SP 800-108r1 counter mode in openssl.
    ///
    /// The command line shows the material to this machine's other users for a moment. A demonstration's may be seen.
    ///
    /// - Throws: ``StepFailure``.
    func checkValue(for key: KeyID, version: UInt32, in edition: Edition) throws -> String {
        let digest =
            switch edition {
            case .fips: "SHA256"
            case .smCrypto: "SM3"
            }
        let material = Array(try Data(contentsOf: URL(fileURLWithPath: "\(tool.folder)/\(name)")))
        let info = key.bytes + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: version >> UInt32($0)) }
        let text = try tool.run(
            "kdf -keylen 8 -kdfopt mac:HMAC -kdfopt digest:\(digest) -kdfopt hexkey:\(Hex.text(of: material)) "
                + "-kdfopt salt:hufu/1/\(edition.rawValue)/check -kdfopt hexinfo:\(Hex.text(of: info)) KBKDF")
        return text.filter(\.isHexDigit).lowercased()
    }
}
