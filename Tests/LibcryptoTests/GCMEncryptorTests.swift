// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import Libcrypto

@Suite struct GCMEncryptorTests {
    let cipher: FetchedCipher
    let nonces: NonceSource

    init() throws {
        let library = try library.get()
        cipher = try FetchedCipher("AES-256-GCM", in: library)
        nonces = nonceSource(library)
    }

    func encryptor(
        key: [UInt8] = Array(0..<32), nonces: GCMEncryptor.NonceOrigin? = nil, sealed: UInt64 = 0, copies: Bool = true
    ) throws -> GCMEncryptor {
        try GCMEncryptor(
            cipher, key: material(key), nonces: nonces ?? .source(self.nonces, .buffered),
            counter: SealCounter(startingAt: sealed), copiesContexts: copies)
    }

    @Test(arguments: [true, false])
    func `round trip, every length to 300, both ways of making contexts`(copies: Bool) throws {
        for origin in [GCMEncryptor.NonceOrigin.module, .source(nonces, .buffered), .source(nonces, .perCall)] {
            let encryptor = try encryptor(nonces: origin, copies: copies)
            var seen: Set<[UInt8]> = []
            for count in 0...300 {
                let plaintext = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
                let context = [UInt8](repeating: 7, count: count % 40)
                let sealed = try encryptor.seal(plaintext, authenticating: context)
                #expect(sealed.count == count + 28)
                #expect(try encryptor.open(sealed, authenticating: context) == plaintext)
                seen.insert(Array(sealed.prefix(12)))
            }
            #expect(seen.count == 301, "a nonce was used twice")
        }
    }
}
