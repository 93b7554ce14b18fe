// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON
import TestSupport
import Testing

@testable import TencentKMS

/// What a credential's policy lets through, by ID, by alias and by tag.
@Suite struct PolicyTests {
    private func allow(_ actions: String, _ keys: String) throws -> AccessPolicy.Statement {
        .init(.allow, actions: [try ActionPattern(actions)], keys: [try KeyPattern(keys)])
    }

    private func deny(_ actions: String, _ keys: String) throws -> AccessPolicy.Statement {
        .init(.deny, actions: [try ActionPattern(actions)], keys: [try KeyPattern(keys)])
    }

    @Test(arguments: Edition.allCases)
    func `keys are told apart by ID, alias and tag, and a denial wins`(edition: Edition) async throws {
        let wire = try await WireFixture(edition)
        let (service, caller) = (wire.keys.service, wire.keys.caller)
        let tagged = try await service.createKey(
            KeyRequest(alias: KeyAlias("tagged"), tags: [KeyTag(key: "env", value: "dev")]), for: caller)
        let plain = try await wire.keys.key("orders-1")
        let rows: [(AccessPolicy, tagged: Bool, plain: Bool)] = [
            (.nothing, false, false), (.everything, true, true),
            (AccessPolicy([try allow("Encrypt", plain.id.description)]), false, true),
            (AccessPolicy([try allow("Encrypt", "alias/orders-*")]), false, true),
            (AccessPolicy([try allow("*crypt", "tag/env=dev")]), true, false),
            (AccessPolicy([try allow("Encrypt", "tag/env=*")]), true, false),
            (AccessPolicy([try allow("*", "*"), try deny("Encrypt", "tag/env=dev")]), false, true),
            (AccessPolicy([try deny("Enc*", "alias/*"), try allow("*", "*")]), false, false),
            (AccessPolicy([try allow("Decrypt", "*")]), false, false),
        ]
        for (place, row) in rows.enumerated() {
            let client = try await wire.client("c\(place)", row.0)
            for (key, isAllowed) in [(tagged, row.tagged), (plain, row.plain)] {
                let answer = try await wire.ask(
                    "Encrypt", [member("KeyId", key.id), member("Plaintext", base64([1]))], by: client)
                #expect(answer.code == (isAllowed ? nil : "UnauthorizedOperation"), "row \(place) \(key.alias)")
            }
        }
    }

    /// Every action, by somebody who may do nothing: none gets as far as an answer of its own.
    @Test(arguments: ActionSample.all)
    func `without a statement nothing is allowed`(sample: ActionSample) async throws {
        let wire = try await WireFixture(sample.editions[0])
        let nobody = try await wire.client("nobody", .nothing)
        let members = try await sample.parameters(wire).map(\.member)
        let before = try await wire.keys.auditRecords().count
        let answer = try await wire.ask(sample.name, members, by: nobody)
        if sample.name.hasPrefix("Batch") {
            let codes = try #require(answer["Results"]?.elements).map { $0["Error"]?["Code"]?.text }
            #expect(!codes.isEmpty && codes.allSatisfy { $0 == "UnauthorizedOperation" })
        } else {
            #expect(answer.code == "UnauthorizedOperation", "\(answer.message)")
        }
        let records = try await wire.keys.auditRecords().dropFirst(before)
        #expect(records.allSatisfy { $0.outcome == "UnauthorizedOperation" }, "nothing was done")
        #expect(records.allSatisfy { $0.principal == nobody.secretID && $0.requestID == answer.requestID })
        #expect(try await wire.ask(sample.name, members).code == nil, "the request itself was good")
    }

    /// A policy for one action with every key says nothing about another action.
    @Test func `an action that is allowed does not open another`() async throws {
        let wire = try await WireFixture(.fips)
        let key = try await wire.keys.key("sample")
        let describer = try await wire.client("describer", AccessPolicy([try allow("Describe*", "*")]))
        #expect(try await wire.ask("DescribeKey", [member("KeyId", key.id)], by: describer).code == nil)
        for action in ["DisableKey", "GetKeyRotationStatus", "ArchiveKey"] {
            let answer = try await wire.ask(action, [member("KeyId", key.id)], by: describer)
            #expect(answer.code == "UnauthorizedOperation")
        }
    }

    /// Whoever may not use a key hears the same of its state, whatever it is.
    @Test(arguments: KeyState.allCases)
    func `a refusal by policy shows nothing of the key's state`(state: KeyState) async throws {
        let wire = try await WireFixture(.fips)
        let key = try await wire.keys.key(
            in: state, origin: state == .pendingImport ? .external : .internal, alias: "k")
        let nobody = try await wire.client("nobody", .nothing)
        let answer = try await wire.ask(
            "Encrypt", [member("KeyId", key.id), member("Plaintext", base64([1]))], by: nobody)
        #expect(answer.code == "UnauthorizedOperation")
        #expect(answer.message == "The credential's policy does not allow Encrypt with this key. Ask the operator.")
    }
}
