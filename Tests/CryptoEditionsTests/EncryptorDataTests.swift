// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import TestSupport
import Testing

@Suite struct EncryptorDataTests {
    @Test(arguments: Edition.allCases)
    func `Data seals and opens as arrays do`(edition: Edition) throws {
        let loaded = try edition.loaded()
        let encryptor = try loaded.makeEncryptor(key: loaded.makeKey())
        for count in [0, 1, 14, 15, 16, 5_000] {  // Data keeps up to 14 bytes inside itself
            let plaintext = Data(repeating: 0x5A, count: count)
            let context = Data("tally".utf8)
            let sealed = try encryptor.seal(plaintext, authenticating: context)
            #expect(sealed.count == count + 28)
            #expect(try encryptor.open(sealed, authenticating: context) == plaintext)
            #expect(try encryptor.open(Array(sealed), authenticating: Array(context)) == Array(plaintext))
        }
    }

    @Test(arguments: Edition.allCases)
    func `a slice of Data counts from its own start`(edition: Edition) throws {
        let loaded = try edition.loaded()
        let encryptor = try loaded.makeEncryptor(key: loaded.makeKey())
        let whole = Data((0..<100).map { UInt8($0) })
        let sealed = try encryptor.seal(whole[40..<90])
        let framed = Data([1, 2, 3]) + sealed
        #expect(try encryptor.open(framed.dropFirst(3)) == whole[40..<90])
    }

    @Test(arguments: Edition.allCases)
    func `refuses altered, cut and empty Data`(edition: Edition) throws {
        let loaded = try edition.loaded()
        let encryptor = try loaded.makeEncryptor(key: loaded.makeKey())
        var sealed = try encryptor.seal(Data("tiger".utf8))
        #expect(throws: CryptoError.authenticationFailed) { _ = try encryptor.open(sealed.dropLast()) }
        #expect(throws: CryptoError.authenticationFailed) { _ = try encryptor.open(Data()) }
        sealed[20] ^= 1
        #expect(throws: CryptoError.authenticationFailed) { _ = try encryptor.open(sealed) }
    }
}
