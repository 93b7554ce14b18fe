// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension EVPTestFile {
    /// What a `KDF` stanza checks.
    func derivationCheck(of stanza: Stanza) throws(StanzaFault) -> VectorCheck {
        let result = stanza.values("Result").first
        let output = stanza.values("Output").isEmpty ? [] : try read("Output", of: stanza)
        guard result != nil || !output.isEmpty else { throw malformed(stanza, "neither Output nor Result") }
        let derivation =
            switch stanza.subject {
            case "HKDF": try hkdf(of: stanza)
            case "PBKDF2": try pbkdf2(of: stanza, byteCount: output.count)
            case "KBKDF": try counterMode(of: stanza)
            default: throw .outside("\(stanza.subject): no such KDF here")
            }
        // A stanza that must fail names a length that the failure is about, or any.
        return .known(
            .derive(derivation, byteCount: max(output.count, 1)), result == nil ? .answer(output) : .refusal())
    }

    private func hkdf(of stanza: Stanza) throws(StanzaFault) -> VectorQuestion.Derivation {
        guard !stanza.values("Ctrl.digest").isEmpty, !stanza.values("Ctrl.IKM").isEmpty else {
            throw .outside("HKDF without a hash or a key, which no question here can say")
        }
        let hash = try hash(text("digest", of: stanza))
        let key = try controlBytes("IKM", prefix: "key", of: stanza)
        switch stanza.values("Ctrl.mode").first ?? "mode:EXTRACT_AND_EXPAND" {
        case "mode:EXTRACT_AND_EXPAND":
            return .hkdf(
                hash, key: key, salt: try controlBytes("salt", of: stanza), info: try controlBytes("info", of: stanza))
        case "mode:EXTRACT_ONLY":
            return .hkdfExtract(hash, key: key, salt: try controlBytes("salt", of: stanza))
        case "mode:EXPAND_ONLY":
            return .hkdfExpand(hash, key: key, info: try controlBytes("info", of: stanza))
        case let mode: throw malformed(stanza, "unknown \(mode)")
        }
    }

    private func pbkdf2(of stanza: Stanza, byteCount: Int) throws(StanzaFault) -> VectorQuestion.Derivation {
        guard let iterations = Int(try text("iter", of: stanza)),
            VectorCase.isBoundedWork(iterations: iterations, byteCount: byteCount)
        else {
            throw malformed(stanza, "'iter' and Output do not ask for one to ten million iterations")
        }
        return .pbkdf2(
            try hash(text("digest", of: stanza)), password: try eitherBytes("pass", of: stanza),
            salt: try eitherBytes("salt", of: stanza), iterations: iterations,
            checksBounds: stanza.values("Ctrl.pkcs5").first != "pkcs5:1")
    }

    private func counterMode(of stanza: Stanza) throws(StanzaFault) -> VectorQuestion.Derivation {
        let fixed = [
            ("Ctrl.mode", "mode:COUNTER"), ("Ctrl.use-l", "use-l:0"), ("Ctrl.use-separator", "use-separator:0"),
        ]
        guard fixed.allSatisfy({ stanza.values($0.0) == [$0.1] }) else {
            throw .outside("KBKDF in another layout than counter mode over given fixed data")
        }
        guard try text("mac", of: stanza) == "HMAC" else { throw .outside("KBKDF over CMAC: no such KDF here") }
        guard let counterBits = Int(try text("r", of: stanza)), [8, 16, 24, 32].contains(counterBits) else {
            throw malformed(stanza, "'r' is not 8, 16, 24 or 32")
        }
        return .counterMode(
            try hash(text("digest", of: stanza)), key: try hex("hexkey", of: stanza), counterBits: counterBits,
            fixedInput: try hex("hexinfo", of: stanza))
    }

    /// The text of the one line `Ctrl.name = name:text`.
    private func text(_ name: String, of stanza: Stanza) throws(StanzaFault) -> String {
        let values = stanza.values("Ctrl.\(name)")
        guard values.count == 1, values[0].hasPrefix("\(name):") else {
            throw malformed(stanza, "not one line 'Ctrl.\(name) = \(name):…'")
        }
        return String(values[0].dropFirst(name.count + 1))
    }

    /// The bytes of `Ctrl.name = hexprefix:hex` or `= prefix:text`; those of repeated lines follow each other, and there
    /// are none when the line is missing.
    private func controlBytes(
        _ name: String, prefix: String? = nil, of stanza: Stanza
    ) throws(StanzaFault) -> [UInt8] {
        let prefix = prefix ?? name
        var bytes: [UInt8] = []
        for value in stanza.values("Ctrl.\(name)") {
            if value.hasPrefix("\(prefix):") {
                bytes += Array(value.utf8.dropFirst(prefix.utf8.count + 1))
            } else if value.hasPrefix("hex\(prefix):"),
                let part = [UInt8](hexText: String(value.dropFirst(prefix.count + 4)))
            {
                bytes += part
            } else {
                throw malformed(stanza, "'Ctrl.\(name)' is malformed")
            }
        }
        return bytes
    }

    /// The bytes of `Ctrl.name = name:text` or of `Ctrl.hexname = hexname:hex`.
    private func eitherBytes(_ name: String, of stanza: Stanza) throws(StanzaFault) -> [UInt8] {
        stanza.values("Ctrl.hex\(name)").isEmpty
            ? Array(try text(name, of: stanza).utf8) : try hex("hex\(name)", of: stanza)
    }

    /// The bytes of `Ctrl.name = name:hex`; those of repeated lines follow each other.
    private func hex(_ name: String, of stanza: Stanza) throws(StanzaFault) -> [UInt8] {
        var bytes: [UInt8] = []
        for value in stanza.values("Ctrl.\(name)") {
            guard value.hasPrefix("\(name):"), let part = [UInt8](hexText: String(value.dropFirst(name.count + 1)))
            else {
                throw malformed(stanza, "'Ctrl.\(name)' is malformed")
            }
            bytes += part
        }
        return bytes
    }
}
