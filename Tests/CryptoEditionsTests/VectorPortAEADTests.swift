// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// GCM and CCM through the laboratory's door: published examples, refusals, nonces of its own.
@Suite struct VectorPortAEADTests {
    static let zeros = String(repeating: "00", count: 16)

    @Test(arguments: FIPSLoad.all)
    func `AES-GCM of the GCM specification's test cases`(load: FIPSLoad) throws {
        let port = try load.port()
        for (keyByteCount, empty, block) in [
            (
                16, "58e2fccefa7e3061367f1d57a4e7455a",
                "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf"
            ),
            (
                24, "cd33b28ac773f74ba00ed1f312572435",
                "98e7247c07f0fe411c267e4384b0f6002ff58d80033927ab8ef4d4587514f0fb"
            ),
            (
                32, "530f8afbc74536b9a963b4f1c4cb738b",
                "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
            ),
        ] {
            let key = String(repeating: "00", count: keyByteCount)
            let aead = VectorQuestion.AEAD(.gcm, isSM4: false, key: key, nonce: String(Self.zeros.prefix(24)))
            try port.expect(.seal(aead, plaintext: []), answers: empty)
            try port.expect(.seal(aead, plaintext: bytes(hex: Self.zeros)), answers: block)
            try port.expect(.open(aead, sealed: bytes(hex: empty)), answers: "")
            try port.expect(.open(aead, sealed: bytes(hex: block)), answers: Self.zeros)
            try port.expectRefusal(of: .open(aead, sealed: flipped(bytes(hex: block), at: 31)))
        }
    }

    /// Test case 5: a nonce of 8 bytes. A shorter tag is the head of the whole one.
    @Test(arguments: FIPSLoad.all) func `AES-GCM with other lengths of nonce and tag`(load: FIPSLoad) throws {
        let port = try load.port()
        let plaintext = bytes(
            hex: """
                d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525\
                b16aedf5aa0de657ba637b39
                """)
        let sealed = """
            61353b4c2806934a777ff51fa22a4755699b2a714fcdc6f83766e5f97b6c742373806900e49f24b22b097544d4896b42\
            4989b5e1ebac0f07c23f4598
            """
        let tag = "3612d2e79e3b0785561be14aaca2fccb"
        let aead = VectorQuestion.AEAD(
            .gcm, isSM4: false, key: "feffe9928665731c6d6a8f9467308308", nonce: "cafebabefacedbad",
            context: "feedfacedeadbeeffeedfacedeadbeefabaddad2")
        for tagByteCount in 4...16 {
            let aead = aead.with(tagByteCount: tagByteCount)
            let text = sealed + tag.prefix(2 * tagByteCount)
            try port.expect(.seal(aead, plaintext: plaintext), answers: text)
            try port.expect(.open(aead, sealed: bytes(hex: text)), answers: hex(plaintext))
        }
        for tagByteCount in [0, 3, 17] {
            try port.expectRefusal(of: .seal(aead.with(tagByteCount: tagByteCount), plaintext: plaintext))
        }
        for byteCount in [1, 7, 13, 16, 60, 128] {
            let aead = aead.with(nonce: [UInt8](repeating: 7, count: byteCount))
            for (name, outcome) in try port.outcomes(of: .seal(aead, plaintext: plaintext)) {
                let sealed = try outcome.get()
                #expect(try port.answer(.open(aead, sealed: sealed), by: name) == plaintext)
            }
        }
        try port.expectNoOffer(
            of: .seal(aead.with(nonce: [UInt8](repeating: 7, count: 129)), plaintext: plaintext),
            saying: "a nonce of 129")
        try port.expectRefusal(of: .seal(aead.with(nonce: []), plaintext: plaintext))
        try port.expectRefusal(of: .sealWithOwnNonce(aead.with(nonce: []), plaintext: plaintext))
        try port.expectRefusal(of: .open(aead, sealed: [UInt8](repeating: 0, count: 15)), "shorter than its tag")
    }

    /// SP 800-38C, examples 1 and 2.
    @Test(arguments: FIPSLoad.all) func `AES-CCM of SP 800-38C`(load: FIPSLoad) throws {
        let port = try load.port()
        let key = "404142434445464748494a4b4c4d4e4f"
        let first = VectorQuestion.AEAD(
            .ccm, isSM4: false, key: key, nonce: "10111213141516", context: "0001020304050607", tagByteCount: 4)
        let second = VectorQuestion.AEAD(
            .ccm, isSM4: false, key: key, nonce: "1011121314151617", context: "000102030405060708090a0b0c0d0e0f",
            tagByteCount: 6)
        for (aead, plaintext, sealed) in [
            (first, "20212223", "7162015b4dac255d"),
            (second, "202122232425262728292a2b2c2d2e2f", "d2a1f0e051ea5f62081a7792073d593d1fc64fbfaccd"),
        ] {
            try port.expect(.seal(aead, plaintext: bytes(hex: plaintext)), answers: sealed)
            try port.expect(.open(aead, sealed: bytes(hex: sealed)), answers: plaintext)
            try port.expectRefusal(of: .open(aead, sealed: flipped(bytes(hex: sealed))))
        }
        try expectCCMLengths(first, on: port)
    }

    @Test func `SM4-CCM of RFC 8998 A.2`() throws {
        let port = try Laboratory.smCrypto()
        let aead = SM4Examples.rfc8998(.ccm)
        try port.expect(.seal(aead, plaintext: SM4Examples.plaintext), answers: hex(SM4Examples.sealedCCM))
        try port.expect(.open(aead, sealed: SM4Examples.sealedCCM), answers: hex(SM4Examples.plaintext))
        for index in [0, 63, 64, 79] {
            try port.expectRefusal(of: .open(aead, sealed: flipped(SM4Examples.sealedCCM, at: index)))
        }
        try expectCCMLengths(aead, on: port)
    }

    @Test func `SM4-GCM of RFC 8998 A.1`() throws {
        let port = try Laboratory.smCrypto()
        let aead = SM4Examples.rfc8998(.gcm)
        try port.expect(.seal(aead, plaintext: SM4Examples.plaintext), answers: hex(SM4Examples.sealedGCM))
        try port.expect(.open(aead, sealed: SM4Examples.sealedGCM), answers: hex(SM4Examples.plaintext))
        for index in [0, 63, 64, 79] {
            try port.expectRefusal(of: .open(aead, sealed: flipped(SM4Examples.sealedGCM, at: index)))
        }
        for tagByteCount in 0...17 {
            let aead = aead.with(tagByteCount: tagByteCount)
            guard [4, 8, 12, 13, 14, 15, 16].contains(tagByteCount) else {
                try port.expectRefusal(of: .seal(aead, plaintext: SM4Examples.plaintext), "tag \(tagByteCount)")
                try port.expectRefusal(of: .open(aead, sealed: SM4Examples.sealedGCM), "tag \(tagByteCount)")
                continue
            }
            let sealed = SM4Examples.sealedGCM.prefix(64 + tagByteCount)
            try port.expect(.seal(aead, plaintext: SM4Examples.plaintext), answers: hex(sealed))
            try port.expect(.open(aead, sealed: Array(sealed)), answers: hex(SM4Examples.plaintext))
        }
        try port.expectRefusal(of: .seal(aead.with(nonce: []), plaintext: []))
        try port.expectRefusal(of: .seal(aead.with(key: [UInt8](0..<15)), plaintext: []))
        try port.expectRefusal(of: .open(aead, sealed: []), "shorter than its tag")
    }

    @Test func `SM4-GCM of GB/T 36624-2018 C.5`() throws {
        let port = try Laboratory.smCrypto()
        let aead = VectorQuestion.AEAD(.gcm, isSM4: true, key: Self.zeros, nonce: String(Self.zeros.prefix(24)))
        try port.expect(.seal(aead, plaintext: []), answers: "232f0cfe308b49ea6fc88229b5dc858d")
        try port.expect(
            .seal(aead, plaintext: bytes(hex: Self.zeros)),
            answers: "7de2aa7f1110188218063be1bfeb6d89b851b5f39493752be508f1bb4482c557")
    }

    @Test(arguments: FIPSLoad.all) func `AES with a nonce of the module's own`(load: FIPSLoad) throws {
        let key = String(repeating: "00", count: 32)
        let gcm = VectorQuestion.AEAD(.gcm, isSM4: false, key: key, nonce: String(Self.zeros.prefix(24)))
        let ccm = VectorQuestion.AEAD(.ccm, isSM4: false, key: key, nonce: String(Self.zeros.prefix(26)))
        let port = try load.port()
        try expectOwnNonce(gcm, on: port)
        try expectOwnNonce(gcm.with(nonce: [UInt8](repeating: 0, count: 16), tagByteCount: 12), on: port)
        try expectOwnNonce(ccm, on: port)
    }

    /// SP 800-38D §8.2.2 asks for 96 bits at least, and the module keeps to it.
    @Test(arguments: FIPSLoad.all) func `a short nonce of the module's own`(load: FIPSLoad) throws {
        let key = String(repeating: "00", count: 32)
        let aead = VectorQuestion.AEAD(.gcm, isSM4: false, key: key, nonce: String(Self.zeros.prefix(16)))
        if load.isModule {
            try load.port().expectNoOffer(of: .sealWithOwnNonce(aead, plaintext: [1]), saying: "a nonce of 8 bytes")
        } else {
            try expectOwnNonce(aead, on: load.port())
        }
    }

    @Test func `SM4 with a nonce of the edition's own`() throws {
        let port = try Laboratory.smCrypto()
        try expectOwnNonce(SM4Examples.rfc8998(.gcm), on: port)
        try expectOwnNonce(SM4Examples.rfc8998(.ccm).with(nonce: [UInt8](0..<7), tagByteCount: 4), on: port)
    }

    private func expectOwnNonce(_ aead: VectorQuestion.AEAD, on port: any VectorPort) throws {
        let plaintext: [UInt8] = [1, 2, 3]
        let question = VectorQuestion.sealWithOwnNonce(aead, plaintext: plaintext)
        for (name, outcome) in try port.outcomes(of: question) {
            let sealed = try outcome.get()
            let nonce = Array(sealed.prefix(aead.nonce.count))
            #expect(sealed.count == nonce.count + plaintext.count + aead.tagByteCount)
            #expect(try port.answer(question, by: name).prefix(nonce.count) != nonce[...], "\(name)")
            let own = aead.with(nonce: nonce)
            let opened = try port.answer(.open(own, sealed: Array(sealed.dropFirst(nonce.count))), by: name)
            #expect(opened == plaintext, "\(name)")
        }
    }

    /// SP 800-38C §A.1.
    private func expectCCMLengths(_ aead: VectorQuestion.AEAD, on port: any VectorPort) throws {
        for byteCount in 0...20 {
            let nonce = aead.with(nonce: [UInt8](repeating: 9, count: byteCount), tagByteCount: 16)
            let tag = aead.with(tagByteCount: byteCount)
            let isTag = [4, 6, 8, 10, 12, 14, 16].contains(byteCount)
            for (aead, isStandard) in [(nonce, 7...13 ~= byteCount), (tag, isTag)] {
                guard isStandard else {
                    try port.expectRefusal(of: .seal(aead, plaintext: [1]), "\(byteCount)")
                    try port.expectRefusal(of: .open(aead, sealed: [UInt8](repeating: 0, count: 40)), "\(byteCount)")
                    continue
                }
                for (name, outcome) in try port.outcomes(of: .seal(aead, plaintext: [1])) {
                    let opened = try port.answer(.open(aead, sealed: outcome.get()), by: name)
                    #expect(opened == [1], "\(name) \(byteCount)")
                }
            }
        }
        let longNonce = aead.with(nonce: [UInt8](repeating: 9, count: 13))
        try port.expectRefusal(of: .seal(longNonce, plaintext: [UInt8](repeating: 0, count: 1 << 16)))
        for (name, outcome) in try port.outcomes(of: .seal(longNonce, plaintext: [])) {
            #expect(try port.answer(.open(longNonce, sealed: outcome.get()), by: name) == [], "\(name)")
        }
    }
}
