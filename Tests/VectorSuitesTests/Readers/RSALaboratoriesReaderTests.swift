// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Testing
import VectorSuites

@Suite struct RSALaboratoriesReaderTests {
    static let oaep = """
        a preface
        # Public key
        # Modulus:
        0a 0b
        # Exponent:
        10001
        # Private key
        # Modulus:
        0a0b
        # Public exponent:
        10001
        # Exponent:
        01
        # Prime 1:
        02
        # Prime 2:
        03
        # Prime exponent 1:
        04
        # Prime exponent 2:
        05
        # Coefficient:
        06
        # OAEP Example 1 alg=sha256 mgf1=sha1
        # Message:
        07
        # Encryption:
        08
        09
        """

    @Test func `a case belongs to its key and its hashes`() throws {
        let cases = try cases(Self.oaep)
        guard case .checks(let checks) = cases[0].content,
            case .known(.rsaDecrypt(let padding, _, let ciphertext), let expected)? = checks.first
        else {
            Issue.record("no decryption")
            return
        }
        #expect(padding == .oaep(.sha256, mgf1: .sha1, label: []))
        #expect(ciphertext == [8, 9] && expected == .answer([7]))
        #expect(cases[0].line == 25)
    }

    @Test(arguments: [
        ReaderFault("# Coefficient", "# Coeficient", "f, line 22: unknown heading 'Coeficient'"),
        ReaderFault(
            "# Coefficient:\n06\n", "",
            "f, line 27: OAEP Example 1 alg=sha256 mgf1=sha1: no message, or the key is not whole"),
        ReaderFault("# Prime 2", "# Prime 1", "f, line 18: 'Prime 1' twice in one key"),
        ReaderFault("# Coefficient:\n06", "# Seed:\n06", "f, line 24: 'Seed' does not belong here"),
        ReaderFault("# Encryption:\n08\n09", "", "f, line 27: the file has no cases, or ends inside one"),
        ReaderFault(
            "# OAEP Example", "06\n# OAEP Exemple",
            "f, line 25: unknown heading 'OAEP Exemple 1 alg=sha256 mgf1=sha1'"),
        ReaderFault("# Public key\n# Modulus:", "# Public key", "f, line 3: digits without a label"),
        ReaderFault(
            "# Exponent:\n10001", "# Exponent:\n10003",
            "f, line 29: OAEP Example 1 alg=sha256 mgf1=sha1: no message, or the key is not whole"),
        ReaderFault("08", "0x", "f, line 29: Encryption is not hexadecimal"),
        ReaderFault("mgf1=sha1", "mgf1=md5", "f, line 29: OAEP Example 1 alg=sha256 mgf1=md5: unknown hashes"),
    ])
    func `a fault is refused by line and name`(fault: ReaderFault) throws { try fault.check(Self.oaep) }
}
