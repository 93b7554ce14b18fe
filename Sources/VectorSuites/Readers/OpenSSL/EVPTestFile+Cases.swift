// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension EVPTestFile {
    /// The cases of a file: every stanza that tests something.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    static func cases(in file: VectorFile) throws(VectorFileError) -> [VectorCase] {
        let contents = try EVPTestFile(file)
        return try contents.stanzas.filter { $0.kind != "Title" }.map { (stanza) throws(VectorFileError) in
            try contents.vectorCase(of: stanza)
        }
    }

    private func vectorCase(of stanza: Stanza) throws(VectorFileError) -> VectorCase {
        let id = "\(stanza.kind) \(stanza.subject)"
        do throws(StanzaFault) {
            return VectorCase(id: id, line: stanza.line, checks: try checks(of: stanza))
        } catch {
            switch error {
            case .outside(let reason): return VectorCase(id: id, line: stanza.line, outside: reason)
            case .malformed(let error): throw error
            }
        }
    }

    private func checks(of stanza: Stanza) throws(StanzaFault) -> [VectorCheck] {
        if stanza.restrictions.contains(where: { $0.name == "Availablein" && $0.value == "fips" }) {
            throw .outside("for OpenSSL's fips provider of certain versions, whose indicator it tests")
        }
        return switch stanza.kind {
        case "Cipher": try cipherChecks(of: stanza)
        case "Digest": [try digestCheck(of: stanza)]
        case "MAC": [try hmacCheck(of: stanza)]
        case "KDF": [try derivationCheck(of: stanza)]
        case "Verify": [try sm2Verification(of: stanza)]
        case "Sign": [try sm2Signing(of: stanza)]
        case "Decrypt": [try sm2Decryption(of: stanza)]
        default: throw .outside("\(stanza.kind): makes a key and has no answer")
        }
    }

    private func digestCheck(of stanza: Stanza) throws(StanzaFault) -> VectorCheck {
        .known(
            .digest(try hash(stanza.subject), message: try read("Input", of: stanza)),
            .answer(try read("Output", of: stanza)))
    }

    private func hmacCheck(of stanza: Stanza) throws(StanzaFault) -> VectorCheck {
        guard stanza.subject == "HMAC" else { throw .outside("\(stanza.subject): no such MAC here") }
        return .known(
            .authenticate(
                try hash(stanza.values("Algorithm").first ?? ""), key: try read("Key", of: stanza),
                message: try read("Input", of: stanza)),
            .beginning(try read("Output", of: stanza)))
    }

    /// The hash of that name, whose case and dashes do not count.
    func hash(_ name: String) throws(StanzaFault) -> VectorAlgorithm.HashName {
        guard let hash = VectorAlgorithm.HashName(looseName: name) else {
            throw .outside("\(name.uppercased()): no such hash here")
        }
        return hash
    }

    /// The bytes of a field.
    func read(_ name: String, of stanza: Stanza) throws(StanzaFault) -> [UInt8] {
        do throws(VectorFileError) {
            return try bytes(name, of: stanza)
        } catch {
            throw .malformed(error)
        }
    }

    /// The malformed stanza's error.
    func malformed(_ stanza: Stanza, _ reason: String) -> StanzaFault {
        .malformed(file.failure(line: stanza.line, reason))
    }
}

/// Why a stanza gives no checks.
enum StanzaFault: Error {
    /// It is well made, and not for this laboratory.
    case outside(String)
    case malformed(VectorFileError)
}
