// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import TestSupport
import Testing

/// The worked values of the format description, §8: fingerprint and check value of `00 01 02 …` in the key `a0 … af`.
@Suite struct MaterialIdentityTests {
    static let values: [(Edition, fingerprint: StaticString, checkValue: String)] = [
        (.fips, "bfe39a77a3e7457fa3667653d27fc219be9eff986456bf846d93709a2ca189c0", "a44cc575fd7793d5"),
        (.smCrypto, "1a9be6995735ba78ed2625275ce81cb966ed191a08d05eee12d503c017fda27c", "7bb46b1e0e2ab7a2"),
    ]

    private func counted(from first: UInt8, byteCount: Int) -> KeyMaterial {
        KeyMaterial(knownBytes: (0..<byteCount).map { first + UInt8($0) })
    }

    @Test(arguments: values)
    func `fingerprint and check value are as worked`(
        name: Edition, fingerprint: StaticString, checkValue: String
    ) throws {
        let edition = try name.loaded()
        let identity = MaterialIdentity(edition: edition, keyID: try keyID(), version: 1)
        let material = counted(from: 0, byteCount: name.keyByteCount)
        let computed = try identity.fingerprint(of: material, under: counted(from: 0xE0, byteCount: 32))
        #expect(computed == [UInt8](hex: fingerprint))
        let receipt = try identity.checkValue(of: material)
        #expect(receipt == checkValue)
    }

    @Test(arguments: Edition.allCases)
    func `another key, version or material has another check value`(name: Edition) throws {
        let edition = try name.loaded()
        let material = counted(from: 0, byteCount: name.keyByteCount)
        let other = counted(from: 1, byteCount: name.keyByteCount)
        let otherID = try UniqueID.random(from: edition)
        let values = [
            try MaterialIdentity.checkValue(of: material, for: keyID(), version: 1, edition: edition),
            try MaterialIdentity.checkValue(of: material, for: keyID(), version: 2, edition: edition),
            try MaterialIdentity.checkValue(of: material, for: otherID, version: 1, edition: edition),
            try MaterialIdentity.checkValue(of: other, for: keyID(), version: 1, edition: edition),
        ]
        #expect(Set(values).count == values.count)
    }

    private func keyID() throws -> KeyID { try #require(KeyID(bytes: Array(0xA0...0xAF))) }
}
