// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

/// `hufu fips status`
struct FIPSStatusTests {
    /// The member `Status` of an answer, and the answer.
    private func status(_ outcome: CommandRun) throws -> (answer: [String: Any], status: [String: Any]) {
        let answer = try outcome.json()
        return (answer, try #require(answer["Status"] as? [String: Any], "\(outcome.errors)"))
    }

    private func indicators(_ status: [String: Any]) throws -> [String: Set<String>] {
        let operations = try #require(status["Operations"] as? [[String: String]])
        #expect(operations.allSatisfy { $0["Reason"]?.isEmpty == false })
        return Dictionary(grouping: operations) { $0["Indicator"] ?? "" }
            .mapValues { Set($0.compactMap { $0["Algorithm"] }) }
    }

    @Test func `without a module nothing is approved, and that is said`() throws {
        let folder = try TemporaryFolder()
        let outcome = try folder.hufu("fips", "status", "--edition", "fips", "--json")
        #expect(outcome.status == 0)
        let (answer, status) = try status(outcome)
        #expect(answer["Passed"] as? Bool == true && answer["IsOnNamedModule"] as? Bool == false)
        #expect(answer["Certificate"] as? String == "none: OpenSSL's default provider is no validated module")
        #expect(status["Level"] as? String == "algorithms-only")
        let module = try #require(status["Module"] as? [String: Any])
        #expect(module["Name"] as? String == "default")
        let path = try #require(module["Path"] as? String)
        let hash = try folder.sha256(of: path)
        #expect(answer["ModuleSHA256"] as? String == hash)
        let probes = try #require(status["Probes"] as? [[String: Any]])
        #expect(
            probes.filter { $0["Expects"] as? String == "offered" }.allSatisfy { $0["Verdict"] as? String == "holds" })
        let negative = try #require(probes.last)
        #expect(negative["Algorithm"] as? String == "MD5" && negative["Verdict"] as? String == "not applicable")
        #expect(negative["IsOffered"] as? Bool == true)
        let indicators = try indicators(status)
        #expect(Set(indicators.keys) == ["not approved", "not offered", "allowed"])
        #expect(indicators["not offered"] == ["RSAES-PKCS1-v1_5", "SM2, SM3, SM4"])
        let text = try folder.hufu("fips", "status", "--edition", "fips").text
        #expect(text.contains("\nThis is no validated module: "))
        #expect(text.contains("\n  not approved  seal: AES-256-GCM\n"))
    }

    @Test func `the generators are named with mechanism, strength and provider`() throws {
        let outcome = try TemporaryFolder().hufu("fips", "status", "--edition", "fips", "--json")
        let generators = try #require(try status(outcome).status["Generators"] as? [[String: Any]])
        #expect(generators.map { $0["Role"] as? String } == ["primary", "private", "public"])
        for generator in generators {
            #expect(generator["Mechanism"] as? String == "CTR-DRBG")
            #expect(generator["Cipher"] as? String == "AES-256-CTR")
            #expect(generator["StrengthBits"] as? Int == 256)
            #expect(generator["Provider"] as? String == "default")
            #expect(generator["IsReady"] as? Bool == true)
        }
    }

    @Test func `PKCS #1 v1.5 is not approved where it is allowed`() throws {
        let outcome = try TemporaryFolder()
            .hufu("fips", "status", "--edition", "fips", "--set", "import.allowPKCS1v15=true", "--json")
        let indicators = try indicators(try status(outcome).status)
        #expect(indicators["not approved"]?.contains("RSAES-PKCS1-v1_5") == true)
    }

    @Test func `a module that is required and absent ends with 77 and the reason`() throws {
        let folder = try TemporaryFolder()
        let options = [["fips.module=required"], ["fips.moduleConfig=nowhere.cnf"]]
        for (settings, reason) in zip(options, ["fips.moduleConfig", "nowhere.cnf"]) {
            let outcome = try folder.hufu("fips", "status", "--edition", "fips", "--set", settings[0], "--json")
            #expect(outcome.status == 77)
            #expect(try outcome.json()["Passed"] as? Bool == false)
            #expect(outcome.errors.contains(reason))
        }
    }

    @Test func `the other edition is refused with what to do`() throws {
        let outcome = try TemporaryFolder().hufu("fips", "status", "--edition", "sm-crypto")
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("hufu self-test"))
    }

    @Test(.fipsModule) func `on a module every probe holds, and no certificate is claimed`() throws {
        let folder = try TemporaryFolder()
        let configuration = try #require(FIPSModule.configuration)
        let arguments = [
            "fips", "status", "--edition", "fips", "--set", "fips.moduleConfig=\(configuration)", "--set",
            "fips.module=required",
        ]
        let outcome = try CommandRun(arguments + ["--json"], in: folder.path)
        #expect(outcome.status == 0)
        let (answer, status) = try status(outcome)
        #expect(answer["IsOnNamedModule"] as? Bool == true)
        #expect((answer["Certificate"] as? String)?.hasPrefix("hufu knows none: look") == true)
        #expect(status["Level"] as? String == "validated-module")
        let module = try #require(status["Module"] as? [String: Any])
        #expect(module["Name"] as? String == "fips" && module["Configuration"] as? String == configuration)
        let path = try #require(module["Path"] as? String)
        let hash = try folder.sha256(of: path)
        #expect(path.hasSuffix(".so") && answer["ModuleSHA256"] as? String == hash)
        let probes = try #require(status["Probes"] as? [[String: Any]])
        #expect(probes.count > 8 && probes.allSatisfy { $0["Verdict"] as? String == "holds" })
        #expect(probes.last?["IsOffered"] as? Bool == false)
        let generators = try #require(status["Generators"] as? [[String: Any]])
        #expect(generators.allSatisfy { $0["Provider"] as? String == "fips" && $0["StrengthBits"] as? Int == 256 })
        let indicators = try indicators(status)
        #expect(indicators["approved"]?.contains("AES-256-GCM") == true)
        #expect(indicators["not approved"] == ["RSASSA-PSS, RSASSA-PKCS1-v1_5, ECDSA"])  // of digests made elsewhere
        let text = try CommandRun(arguments, in: folder.path).text
        #expect(text.contains("\nindicators, if a certificate covers this module\n"))
        #expect(text.contains("Whether it is a validated one, its certificate says"))
    }
}

extension TemporaryFolder {
    /// The SHA-256 of a file, by coreutils.
    fileprivate func sha256(of path: String) throws -> String {
        let run = try CommandRun(CommandRun.process(executable: "/usr/bin/sha256sum", [path], configuration: nil))
        try #require(run.status == 0, "\(run.errors)")
        return String(run.text.prefix { $0 != " " })
    }
}
