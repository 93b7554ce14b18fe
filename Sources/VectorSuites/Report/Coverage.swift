// SPDX-License-Identifier: Apache-2.0

/// Which clauses of which standards a run covered, and with what result.
package enum Coverage {
    /// A clause, and the algorithms whose vectors are evidence for it.
    struct Clause: Sendable {
        let standard: String
        let clause: String
        let algorithms: [String]
    }

    /// All clauses that the editions' algorithms stand on, in the order of the reports.
    static let clauses: [Clause] = [
        Clause(standard: "NIST SP 800-38D", clause: "§7.1, §7.2 GCM", algorithms: ["AES-256-GCM"]),
        Clause(standard: "NIST SP 800-38A", clause: "§6.1 ECB, §6.2 CBC", algorithms: ["AES-256-ECB", "AES-256-CBC"]),
        Clause(standard: "NIST SP 800-38F", clause: "§6.2 KW", algorithms: ["AES-256-KW"]),
        Clause(standard: "NIST SP 800-38F", clause: "§6.3 KWP", algorithms: ["AES-256-KWP"]),
        Clause(
            standard: "FIPS 198-1", clause: "HMAC with SHA-2",
            algorithms: ["HMAC-SHA-256", "HMAC-SHA-384", "HMAC-SHA-512"]),
        Clause(
            standard: "NIST SP 800-108r1", clause: "§4.1 counter mode",
            algorithms: ["KBKDF-CTR-HMAC-SHA-256", "KBKDF-CTR-HMAC-SHA-512"]),
        Clause(standard: "RFC 5869", clause: "HKDF", algorithms: ["HKDF-SHA-256"]),
        Clause(standard: "NIST SP 800-132, RFC 8018 §5.2", clause: "PBKDF2", algorithms: ["PBKDF2-HMAC-SHA-256"]),
        Clause(standard: "NIST SP 800-56B r2", clause: "§7.1.2 RSADP", algorithms: ["RSADP"]),
        Clause(standard: "RFC 8017", clause: "§7.1.2 RSAES-OAEP", algorithms: ["RSAES-OAEP"]),
        Clause(standard: "RFC 8017", clause: "§7.2.2 RSAES-PKCS1-v1_5", algorithms: ["RSAES-PKCS1-v1_5"]),
        Clause(standard: "GB/T 32907-2016", clause: "§7 SM4, annex A", algorithms: ["SM4-ECB"]),
        Clause(
            standard: "GB/T 17964-2021", clause: "modes of operation", algorithms: ["SM4-ECB", "SM4-CBC", "SM4-CTR"]),
        Clause(standard: "RFC 8998 §3.2.1, GB/T 36624-2018", clause: "SM4-GCM", algorithms: ["SM4-GCM"]),
        Clause(standard: "RFC 8998 §3.2.2, GB/T 36624-2018", clause: "SM4-CCM", algorithms: ["SM4-CCM"]),
        Clause(standard: "GB/T 32905-2016", clause: "SM3, annex A", algorithms: ["SM3"]),
        Clause(standard: "GM/T 0042-2015", clause: "HMAC-SM3, annex D.3", algorithms: ["HMAC-SM3"]),
        Clause(standard: "GB/T 32918.2-2016", clause: "§6, §7 SM2 signatures", algorithms: ["SM2 signature"]),
        Clause(standard: "GB/T 32918.4-2016", clause: "§6, §7 SM2 encryption", algorithms: ["SM2 encryption"]),
    ]

    /// The name of random numbers among the functions of an edition.
    package static let random = "random"

    /// The approved functions of the SM-CRYPTO edition in the order of GM/T 0028-2014: block cipher, public key, message
    /// authentication, hash, random numbers. There is no stream cipher (ZUC) and no key agreement.
    static let smClauses: [Clause] = [
        Clause(standard: "Block cipher: GB/T 32907-2016 SM4", clause: "§7, annex A", algorithms: ["SM4-ECB"]),
        Clause(
            standard: "Block cipher: GB/T 32907-2016 SM4", clause: "GB/T 17964-2021",
            algorithms: ["SM4-CBC", "SM4-CTR"]),
        Clause(
            standard: "Block cipher: GB/T 32907-2016 SM4", clause: "RFC 8998 §3.2, GB/T 36624-2018",
            algorithms: ["SM4-GCM", "SM4-CCM"]),
        Clause(
            standard: "Public key: GB/T 32918-2016 SM2", clause: "part 2, §6 and §7", algorithms: ["SM2 signature"]),
        Clause(
            standard: "Public key: GB/T 32918-2016 SM2", clause: "part 4, §6 and §7", algorithms: ["SM2 encryption"]),
        Clause(
            standard: "Message authentication: GM/T 0042-2015", clause: "annex D.3", algorithms: ["HMAC-SM3"]),
        Clause(standard: "Hash: GB/T 32905-2016 SM3", clause: "annex A", algorithms: ["SM3"]),
        Clause(standard: "Random numbers: GM/T 0005-2021", clause: "short form", algorithms: [random]),
    ]

    /// A row for each of the SM-CRYPTO edition's functions.
    package static func smRows(of files: [FileReport]) -> [CoverageRow] { rows(of: files, smClauses) }

    /// A row for each clause and algorithm; one without files was not covered by the run.
    package static func rows(of files: [FileReport]) -> [CoverageRow] { rows(of: files, clauses) }

    private static func rows(of files: [FileReport], _ clauses: [Clause]) -> [CoverageRow] {
        clauses.flatMap { clause in
            clause.algorithms.map { algorithm in
                let covering = files.filter {
                    $0.runs.contains { $0.algorithm == algorithm && $0.passed + $0.failed > 0 }
                }
                let runs = covering.flatMap(\.runs).filter { $0.algorithm == algorithm }
                return CoverageRow(
                    standard: clause.standard, clause: clause.clause, algorithm: algorithm,
                    files: covering.map(\.name), passed: runs.map(\.passed).reduce(0, +),
                    failed: runs.map(\.failed).reduce(0, +))
            }
        }
    }
}
