// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import CryptoEngine
import TestSupport
import Testing
import VectorSuites

/// Every file of the vectors folder, read by its content and run on everything that computes here and on the product.
@Suite struct OfficialSuiteTests {
    /// How many cases the folder's README counts in each file, and how many of them nothing here runs.
    struct Count: Sendable, CustomTestStringConvertible {
        let file: String
        let cases: Int
        let outside: Int

        init(_ file: String, _ cases: Int, outside: Int = 0) {
            self.file = file
            self.cases = cases
            self.outside = outside
        }

        var testDescription: String { file }
    }

    static let counts = [
        Count("acvp-aws-lc/vectors/ACVP-AES-GCM-internal-IV.json", 210),
        Count("acvp-aws-lc/vectors/RSA-DecryptionPrimitive.json", 20),
        Count("acvp-boringssl/vectors/ACVP-AES-GCM.json", 42),
        Count("acvp-boringssl/vectors/HMAC-SHA2-256.json", 8),
        Count("acvp-boringssl/vectors/HMAC-SHA2-384.json", 7),
        Count("acvp-boringssl/vectors/HMAC-SHA2-512.json", 7),
        Count("acvp-nist/ACVP-AES-GCM-1.0/internalProjection.json", 60),
        Count("acvp-nist/ACVP-AES-GCM-1.0/prompt.json", 60),
        Count("gbt/sm2.json", 2), Count("gbt/sm3.json", 2), Count("gbt/sm4.json", 8),
        Count("nist-cavp/KWP_AD_256.txt", 500), Count("nist-cavp/KWP_AE_256.txt", 500),
        Count("nist-cavp/KW_AD_256.txt", 500), Count("nist-cavp/KW_AE_256.txt", 500),
        Count("nist-cavp/gcmDecrypt256.rsp", 7875), Count("nist-cavp/gcmEncryptExtIV256.rsp", 7875),
        Count("openssl/evpciph_aes_wrap.txt", 26),
        Count("openssl/evpciph_sm4.txt", 7 + 6, outside: 6),
        Count("openssl/evpkdf_hkdf.txt", 31, outside: 2 + 1 + 2),
        Count("openssl/evpkdf_kbkdf_counter.txt", 133, outside: 49 + 2),
        Count("openssl/evpkdf_pbkdf2.txt", 28, outside: 4 + 6),
        Count("openssl/evpmac_sm3.txt", 4),
        Count("openssl/evpmd_sm3.txt", 8 + 2, outside: 1),
        Count("openssl/evppkey_sm2.txt", 3 + 5 + 3, outside: 2 + 1),
        Count("pyca/HMAC/rfc-4231-sha256.txt", 6), Count("pyca/HMAC/rfc-4231-sha384.txt", 6),
        Count("pyca/HMAC/rfc-4231-sha512.txt", 6), Count("pyca/KDF/rfc-5869-HKDF-SHA256.txt", 3),
        Count("pyca/asymmetric/RSA/oaep-custom/oaep-sha256-sha1.txt", 60),
        Count("pyca/asymmetric/RSA/oaep-custom/oaep-sha256-sha256.txt", 60),
        Count("pyca/asymmetric/RSA/pkcs-1v2-1d2-vec/oaep-vect.txt", 60),
        Count("pyca/asymmetric/RSA/pkcs1v15crypt-vectors.txt", 300),
        Count("pyca/ciphers/SM4/draft-ribose-cfrg-sm4-10-cbc.txt", 2),
        Count("pyca/ciphers/SM4/draft-ribose-cfrg-sm4-10-ctr.txt", 2),
        Count("pyca/ciphers/SM4/draft-ribose-cfrg-sm4-10-ecb.txt", 4),
        Count("pyca/ciphers/SM4/rfc8998.txt", 1), Count("pyca/hashes/SM3/oscca.txt", 6),
        Count("wycheproof/aes_ccm_test.json", 552), Count("wycheproof/hkdf_sha256_test.json", 86),
        Count("wycheproof/hmac_sha256_test.json", 174), Count("wycheproof/pbkdf2_hmacsha256_test.json", 60),
        Count("wycheproof/rsa_oaep_2048_sha1_mgf1sha1_test.json", 36),
        Count("wycheproof/rsa_oaep_2048_sha256_mgf1sha1_test.json", 31),
        Count("wycheproof/rsa_oaep_2048_sha256_mgf1sha256_test.json", 37),
        Count("wycheproof/rsa_oaep_3072_sha256_mgf1sha256_test.json", 37),
        Count("wycheproof/rsa_pkcs1_2048_test.json", 67), Count("wycheproof/sm4_gcm_test.json", 104),
    ]

    /// What the product takes of the files that also ask for more.
    static let productPasses = [
        "nist-cavp/gcmDecrypt256.rsp": 375, "nist-cavp/gcmEncryptExtIV256.rsp": 375, "wycheproof/sm4_gcm_test.json": 65,
        "acvp-aws-lc/vectors/ACVP-AES-GCM-internal-IV.json": 15, "acvp-boringssl/vectors/ACVP-AES-GCM.json": 2,
        "wycheproof/hmac_sha256_test.json": 168, "wycheproof/rsa_pkcs1_2048_test.json": 67,
        "pyca/asymmetric/RSA/pkcs-1v2-1d2-vec/oaep-vect.txt": 6, "pyca/asymmetric/RSA/pkcs1v15crypt-vectors.txt": 20,
        "pyca/asymmetric/RSA/oaep-custom/oaep-sha256-sha1.txt": 0, "gbt/sm2.json": 1,
    ]

    private static let runner = Result {
        let options = EditionOptions(fips: FIPSOptions(moduleConfig: FIPSModule.configuration, allowPKCS1v15: true))
        return SuiteRunner(try Edition.allCases.map { try $0.loadVectorPort(options) }, sha256: { _ in "" })
    }

    @Test(arguments: counts.filter { VectorFolder.current?.contains($0.file) == true })
    func `every case passes, or is skipped for a reason that is named`(count: Count) async throws {
        let folder = try #require(VectorFolder.current)
        let file = SuiteFile(name: count.file, path: "\(folder.path)/\(count.file)")
        let report = try await Self.runner.get().run(file) { _ in }
        #expect(report.error == nil)
        #expect(report.caseCount == count.cases)
        #expect(report.skipped.values.reduce(0, +) == count.outside)
        #expect(!report.runs.isEmpty)
        for run in report.runs {
            #expect(run.failures == [], "\(run.implementation)")
            #expect(run.passed > 0 || run.implementation == "product", "\(run.implementation) runs nothing")
        }
        // Each case is run by the implementations of one algorithm: all of an algorithm's run the same cases.
        let byAlgorithm = Dictionary(grouping: report.runs, by: \.algorithm).values.map { runs in
            Set(runs.map { $0.passed + $0.failed + $0.skipped.values.reduce(0, +) })
        }
        #expect(byAlgorithm.allSatisfy { $0.count == 1 })
        #expect(byAlgorithm.compactMap(\.first).reduce(0, +) == count.cases - count.outside)
        if let passes = Self.productPasses[count.file] {
            #expect(report.runs.filter { $0.implementation == "product" }.allSatisfy { $0.passed == passes })
        }
    }

    @Test(.vectors("SHA256SUMS")) func `nothing in the folder is left out`() throws {
        let folder = try #require(VectorFolder.current)
        let listed = Set(Self.counts.map(\.file))
        for file in try SuiteFolder.files(at: [folder.path]) where !listed.contains(file.name) {
            let contents = try file.contentsOf(try file.read())
            #expect(contents.cases.isEmpty, "\(file.name) is not in the table")
        }
        #expect(listed.filter { !folder.contains($0) } == [])
    }
}
