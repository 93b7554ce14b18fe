// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON
import TestSupport
import Testing

@testable import TencentKMS

/// Every action once as it should be, and with each parameter wrong.
@Suite struct ActionTableTests {
    @Test func `what the table carries out is what policies can name`() {
        let batches: Set = ["BatchEncrypt", "BatchDecrypt"]
        #expect(Set(Gateway.actionNames) == PolicyVocabulary.actions.union(batches), "batches are judged item by item")
        #expect(Gateway.actionNames == Gateway.actionNames.sorted())
        #expect(Set(ActionSample.all.map(\.name)) == Set(Gateway.actionNames), "each has a sample in these tests")
    }

    @Test(arguments: Edition.allCases, ActionSample.all)
    func `a good request is answered with the documented fields`(edition: Edition, sample: ActionSample) async throws {
        let wire = try await WireFixture(edition)
        guard sample.editions.contains(edition) else { return try await expectNotOffered(sample, wire) }
        let answer = try await wire.ask(sample.name, try await sample.parameters(wire).map(\.member))
        #expect(answer.code == nil, "\(answer.message)")
        #expect(answer.names == sample.fields.union(["RequestId"]))
        #expect(answer.reply.action == sample.name)
        #expect(answer.reply.secretID == wire.client.secretID)
    }

    private func expectNotOffered(_ sample: ActionSample, _ wire: WireFixture) async throws {
        let key = member("KeyId", try await wire.key("sample", usage: .asymmetricDecryptRSA2048))
        let answer = try await wire.ask(sample.name, [key, member("Ciphertext", "AAAA")])
        #expect(answer.code == "UnsupportedOperation.UnsupportedKeyUsageInCurrentRegion")
    }

    @Test(arguments: ActionSample.all)
    func `a parameter that is missing, of another kind or unknown is refused by name, and nothing is done`(
        sample: ActionSample
    ) async throws {
        let wire = try await WireFixture(sample.editions[0])
        let parameters = try await sample.parameters(wire)
        let before = try await wire.keys.auditRecords().count
        for (place, parameter) in parameters.enumerated() {
            if let missing = parameter.missing {
                for value in [nil, JSONValue(.null)] {
                    var members = parameters.map(\.member)
                    if let value { members[place].value = value } else { members.remove(at: place) }
                    try await expect(missing, sample, members, parameter, wire)
                }
            }
            if let wrong = parameter.wrongKind {
                var members = parameters.map(\.member)
                members[place].value = wrong
                try await expect(.invalidParameter, sample, members, parameter, wire)
            }
        }
        let answer = try await wire.ask(sample.name, parameters.map(\.member) + [member("Stranger", 1)])
        #expect(answer.code == "UnknownParameter" && answer.message.contains("Stranger"))
        #expect(try await wire.keys.auditRecords().count == before)
        let good = try await wire.ask(sample.name, parameters.map(\.member))
        #expect(good.code == nil, "\(good.message)")
    }

    private func expect(
        _ code: ErrorCode, _ sample: ActionSample, _ members: [JSONValue.Member], _ parameter: ActionSample.Parameter,
        _ wire: WireFixture
    ) async throws {
        let answer = try await wire.ask(sample.name, members)
        #expect(answer.code == code.rawValue, "\(parameter.member.name): \(answer.message)")
        #expect(answer.message.contains(parameter.member.name), "\(answer.message)")
    }

    @Test(arguments: ActionSample.all)
    func `a parameter that may be left out may be, and null is as if it were`(sample: ActionSample) async throws {
        let wire = try await WireFixture(sample.editions[0])
        let parameters = try await sample.parameters(wire)
        let members = parameters.map { parameter in
            parameter.missing == nil ? JSONValue.Member(parameter.member.name, JSONValue(.null)) : parameter.member
        }
        let answer = try await wire.ask(sample.name, members)
        #expect(answer.code == nil, "\(answer.message)")
    }

    @Test(arguments: [
        "PostQuantumCryptoEncrypt", "PostQuantumCryptoDecrypt", "PostQuantumCryptoSign", "PostQuantumCryptoVerify",
        "CreateWhiteBoxKey", "DeleteWhiteBoxKey", "EnableWhiteBoxKey", "EnableWhiteBoxKeys", "DisableWhiteBoxKey",
        "DisableWhiteBoxKeys", "DescribeWhiteBoxKey", "DescribeWhiteBoxKeyDetails", "DescribeWhiteBoxDecryptKey",
        "EncryptByWhiteBox", "DescribeWhiteBoxDeviceFingerprints", "OverwriteWhiteBoxDeviceFingerprints",
        "DescribeWhiteBoxServiceStatus",
    ])
    func `white-box and post-quantum names are known and not offered`(name: String) async throws {
        let answer = try await WireFixture(.fips).ask(name)
        #expect(answer.code == "UnsupportedOperation")
        #expect(answer.reply.action == nil, "a name from outside never becomes a label of the metrics")
    }

    @Test(arguments: ["encrypt", "EncryptKey", "", "ENCRYPT", "Encrypt\u{0}", "创建"])
    func `every other name is no action`(name: String) async throws {
        let answer = try await WireFixture(.fips).ask("DescribeKey") { $0.action = name }
        #expect(answer.code == "InvalidAction")
        #expect(answer.reply.action == nil)
    }

    @Test(arguments: Edition.allCases)
    func `a member account is refused by every action that has the parameter`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let account = JSONValue.object([member("MemberAppId", 1), member("MemberUin", 2)])
        let key = member("KeyId", try await wire.keys.key("sample").id)
        let answers = [
            try await wire.ask("DescribeKey", [key, .init("MemberAccount", account)]),
            try await wire.ask("ListKeyDetail", [.init("MemberAccounts", .array([account]))]),
        ]
        for answer in answers { #expect(answer.code == "UnsupportedOperation.NotRoleOperation") }
    }
}
