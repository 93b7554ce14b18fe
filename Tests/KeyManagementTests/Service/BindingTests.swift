// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// Keys that cloud resources use stay in use.
@Suite struct BindingTests {
    @Test(arguments: Edition.allCases)
    func `a bound key is not taken out of use, an unbound one is`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let actions: [(String, KeyState, (KeySelector) async throws -> Void)] = [
            ("disable", .enabled, { try await service.disableKey($0, for: caller) }),
            ("disable-again", .disabled, { try await service.disableKey($0, for: caller) }),
            (
                "disable-in-a-batch", .enabled,
                { selector in
                    let id = try await service.describeKey(selector, for: caller).id
                    try await service.disableKeys([id], for: caller)
                }
            ),
            ("archive", .disabled, { try await service.archiveKey($0, for: caller) }),
            ("schedule", .disabled, { try await service.scheduleKeyDeletion($0, days: 7, for: caller) }),
            ("schedule-empty", .pendingImport, { try await service.scheduleKeyDeletion($0, days: 7, for: caller) }),
            ("delete-material", .enabled, { try await service.deleteImportedKeyMaterial($0, for: caller) }),
        ]
        for (name, state, act) in actions {
            let key = try await fixture.key(in: state, origin: .external, alias: name)
            let selector = KeySelector.id(key.id)
            let bound = try await service.bindCloudResource(
                selector, productID: "ssm", resourceID: name, for: caller)
            await #expect(throws: KeyServiceError.binding(.boundToResource(key.id)), "\(name)") {
                try await act(selector)
            }
            #expect(try await service.describeKey(selector, for: caller) == bound, "\(name) changes nothing")
            try await service.unbindCloudResource(selector, productID: "ssm", resourceID: name, for: caller)
            try await act(selector)
        }
    }

    @Test(arguments: Edition.allCases)
    func `binding takes an end of validity back, and keeps others out`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let tomorrow = fixture.clock.now.adding(days: 1)
        let key = try await fixture.key("brought", origin: .external)
        try await fixture.import(fixture.material(), into: key.id, validTo: tomorrow)
        let bound = try await service.bindCloudResource(
            .id(key.id), productID: "ssm", resourceID: "r-1", for: caller)
        #expect(bound.validTo == nil && bound.bindings.map(\.resourceID) == ["r-1"])
        await #expect(throws: KeyServiceError.binding(.boundToResource(key.id))) {
            try await fixture.import(fixture.material(), into: key.id, validTo: tomorrow)
        }
        #expect(try await fixture.import(fixture.material(), into: key.id).key.validTo == nil)
        fixture.clock.advance(days: 2)
        #expect(try await service.encrypt([1], under: .id(key.id), for: caller).keyID == key.id)
    }

    @Test(arguments: Edition.allCases)
    func `the same binding again is one binding, and goes once`(edition: Edition) async throws {
        let fixture = try await KeyServiceFixture(edition)
        let (service, caller) = (fixture.service, fixture.caller)
        let selector = KeySelector.id(try await fixture.key("orders").id)
        let pairs = [("ssm", "r-1"), ("ssm", "r-2"), ("cos", "r-1"), ("ssm", "r-1")]
        for (product, resource) in pairs {
            try await service.bindCloudResource(selector, productID: product, resourceID: resource, for: caller)
        }
        let bound = try await service.describeKey(selector, for: caller)
        #expect(bound.bindings.map { "\($0.productID)/\($0.resourceID)" } == ["ssm/r-1", "ssm/r-2", "cos/r-1"])
        for (product, resource) in pairs.prefix(3) {
            try await service.unbindCloudResource(selector, productID: product, resourceID: resource, for: caller)
        }
        await #expect(throws: KeyServiceError.binding(.notFound(bound.id))) {
            try await service.unbindCloudResource(selector, productID: "ssm", resourceID: "r-1", for: caller)
        }
        #expect(try await service.describeKey(selector, for: caller).bindings == [])
        let actions = try await fixture.auditRecords().suffix(7).map(\.action)
        #expect(
            actions == .init(repeating: .bindCloudResource, count: 4) + .init(repeating: .unbindCloudResource, count: 3)
        )
    }

    @Test func `texts of a binding are 1 to 128 printable ASCII characters, bindings at most 200`() async throws {
        let fixture = try await KeyServiceFixture(.fips)
        let (service, caller) = (fixture.service, fixture.caller)
        let key = try await fixture.key("orders")
        let longest = String(repeating: "~", count: 128)
        for text in ["", longest + "~", "a\n", "a\u{7F}", "工"] {
            await #expect(throws: KeyServiceError.binding(.invalidProductID)) {
                try await service.bindCloudResource(.id(key.id), productID: text, resourceID: "r", for: caller)
            }
            await #expect(throws: KeyServiceError.binding(.invalidResourceID)) {
                try await service.unbindCloudResource(.id(key.id), productID: "p", resourceID: text, for: caller)
            }
        }
        for number in 1...200 {
            try await service.bindCloudResource(
                .id(key.id), productID: longest, resourceID: "\(number) ", for: caller)
        }
        await #expect(throws: KeyServiceError.binding(.tooMany(key.id))) {
            try await service.bindCloudResource(.id(key.id), productID: longest, resourceID: "201", for: caller)
        }
        try await service.bindCloudResource(.id(key.id), productID: longest, resourceID: "7 ", for: caller)
    }
}
