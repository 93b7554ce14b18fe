// SPDX-License-Identifier: Apache-2.0

extension EVPTestFile {
    /// The stanzas of SP 800-108 counter mode with HMAC of that hash and a 32-bit counter before the fixed data.
    ///
    /// - Throws: ``VectorFileError``, also when there are none.
    package func counterModeVectors(hash: String) throws(VectorFileError) -> [CounterModeVector] {
        let parameters = [
            ("Ctrl.mode", "mode:COUNTER"), ("Ctrl.mac", "mac:HMAC"), ("Ctrl.digest", "digest:\(hash)"),
            ("Ctrl.r", "r:32"), ("Ctrl.use-l", "use-l:0"), ("Ctrl.use-separator", "use-separator:0"),
        ]
        var vectors: [CounterModeVector] = []
        for stanza in stanzas where stanza.kind == "KDF" && stanza.subject == "KBKDF" {
            guard parameters.allSatisfy({ stanza.values($0.0) == [$0.1] }) else { continue }
            vectors.append(
                CounterModeVector(
                    id: id(of: stanza), key: try control("hexkey", of: stanza),
                    fixedInput: try control("hexinfo", of: stanza), output: try bytes("Output", of: stanza)))
        }
        guard !vectors.isEmpty else { throw file.failure(line: file.lines.count, "no case of HMAC with \(hash)") }
        return vectors
    }

    /// The bytes of `Ctrl.name = name:hex`; those of repeated lines follow each other.
    private func control(_ name: String, of stanza: Stanza) throws(VectorFileError) -> [UInt8] {
        var bytes: [UInt8] = []
        for value in stanza.values("Ctrl.\(name)") {
            guard value.hasPrefix("\(name):") else { throw file.failure(line: stanza.line, "'\(name)' is malformed") }
            bytes += try file.bytes(hex: String(value.dropFirst(name.count + 1)), field: name, line: stanza.line)
        }
        return bytes
    }
}
