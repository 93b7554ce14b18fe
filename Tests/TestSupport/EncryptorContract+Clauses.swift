// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Testing

/// The clauses about what is sealed and opened.
extension EncryptorContract {
    func checkRoundTrips() throws {
        let encryptor = try encryptor()
        var generator = SeededGenerator(seed: 2)
        let long = [511, 512, 513, 1023, 1024, 1025, 2047, 2048, 2049, 4096, 65_535, 65_537, 1 << 20]
        for count in Array(0...260) + long {
            let plaintext = generator.bytes(min(count, 5_000)) + [UInt8](repeating: 0x5A, count: max(0, count - 5_000))
            let context = generator.bytes(count % 97)
            let sealed = try encryptor.seal(plaintext, authenticating: context)
            #expect(sealed.count == count + 28, "\(name), \(count) bytes")
            #expect(try encryptor.open(sealed, authenticating: context) == plaintext, "\(name), \(count) bytes")
        }
    }

    func checkAlignments() throws {
        let encryptor = try encryptor()
        var generator = SeededGenerator(seed: 3)
        let room = 64 + 1_100
        let input = AlignedBytes(generator.bytes(room))
        let output = AlignedBytes([UInt8](repeating: 0, count: room))
        let back = AlignedBytes([UInt8](repeating: 0, count: room))
        for offset in 0..<64 {
            let count = 1_000 + offset
            let outputOffset = (offset * 29 + 7) % 64
            try input.withBytes(at: offset, count: count) { plaintext in
                try input.withBytes(at: 63 - offset, count: offset) { context in
                    let sealedCount = try output.write(at: outputOffset, capacity: count + 28) {
                        sealed throws(CryptoError) in
                        try encryptor.seal(plaintext, authenticating: context, into: &sealed)
                    }
                    try output.withBytes(at: outputOffset, count: sealedCount) { sealed in
                        let opened = try back.write(at: offset, capacity: count) { opened throws(CryptoError) in
                            try encryptor.open(sealed, authenticating: context, into: &opened)
                        }
                        back.withBytes(at: offset, count: opened) { opened in
                            let isEqual = ConstantTime.areEqual(opened, plaintext)
                            #expect(isEqual, "\(name), offset \(offset)")
                        }
                    }
                }
            }
        }
    }

    func checkLayout() throws {
        let encryptor = try encryptor()
        let plaintext = [UInt8]("two halves of a tiger".utf8)
        let head: [UInt8] = [1, 2, 3]
        let noContext: [UInt8] = []
        let written = try [UInt8](capacity: head.count + plaintext.count + 28) { output throws(CryptoError) in
            for byte in head { output.append(byte) }
            try encryptor.seal(plaintext.span, authenticating: noContext.span, into: &output)
        }
        #expect(Array(written.prefix(head.count)) == head)
        let sealed = Array(written.dropFirst(head.count))
        #expect(sealed.count == 12 + plaintext.count + 16)
        let opened = try [UInt8](capacity: head.count + plaintext.count) { output throws(CryptoError) in
            for byte in head { output.append(byte) }
            try encryptor.open(sealed.span, authenticating: noContext.span, into: &output)
        }
        #expect(opened == head + plaintext)
    }

    func checkNonces() throws {
        let encryptor = try encryptor()
        var nonces: Set<[UInt8]> = []
        for _ in 0..<10_000 { nonces.insert(Array(try encryptor.seal([]).prefix(12))) }
        #expect(nonces.count == 10_000, "\(name)")
    }
}

/// The clauses about what is refused.
extension EncryptorContract {
    private var sample: (plaintext: [UInt8], context: [UInt8]) {
        (Array("the order counts only when both halves match".utf8), Array("tally".utf8))
    }

    func checkFlippedBits() throws {
        let encryptor = try encryptor()
        let (plaintext, context) = sample
        let sealed = try encryptor.seal(plaintext, authenticating: context)
        for bit in 0..<sealed.count * 8 {
            var altered = sealed
            altered[bit / 8] ^= 1 << (bit % 8)
            #expect(isRefused(altered, context: context, by: encryptor), "\(name), bit \(bit)")
        }
        #expect(try encryptor.open(sealed, authenticating: context) == plaintext)
    }

    func checkLengths() throws {
        let encryptor = try encryptor()
        let (plaintext, context) = sample
        let sealed = try encryptor.seal(plaintext, authenticating: context)
        for count in 0..<sealed.count {
            #expect(isRefused(Array(sealed.prefix(count)), context: context, by: encryptor), "\(name), first \(count)")
            #expect(isRefused(Array(sealed.suffix(count)), context: context, by: encryptor), "\(name), last \(count)")
        }
        for extra in [1, 15, 16, 17] {
            let zeros = [UInt8](repeating: 0, count: extra)
            #expect(isRefused(sealed + zeros, context: context, by: encryptor), "\(name), \(extra) behind")
            #expect(isRefused(zeros + sealed, context: context, by: encryptor), "\(name), \(extra) before")
        }
    }

    func checkOtherContextAndKey() throws {
        let encryptor = try encryptor()
        let (plaintext, context) = sample
        let sealed = try encryptor.seal(plaintext, authenticating: context)
        for other in [[], context + [0], Array(context.dropLast()), context.reversed()] as [[UInt8]] {
            #expect(isRefused(sealed, context: other, by: encryptor), "\(name)")
        }
        #expect(isRefused(sealed, context: context, by: try self.encryptor(keySeed: 4)), "\(name)")
        #expect(try self.encryptor().open(sealed, authenticating: context) == plaintext, "\(name): the same key again")
    }

    func checkRoom() throws {
        let encryptor = try encryptor()
        let (plaintext, context) = sample
        let sealed = try encryptor.seal(plaintext, authenticating: context)
        for missing in [1, 16, 28] {
            let needed = plaintext.count + 28
            #expect(throws: CryptoError.bufferTooSmall(needed: needed), "\(name)") {
                _ = try [UInt8](capacity: needed - missing) { output throws(CryptoError) in
                    try encryptor.seal(plaintext.span, authenticating: context.span, into: &output)
                }
            }
            #expect(throws: CryptoError.bufferTooSmall(needed: plaintext.count), "\(name)") {
                _ = try [UInt8](capacity: plaintext.count - missing) { output throws(CryptoError) in
                    try encryptor.open(sealed.span, authenticating: context.span, into: &output)
                }
            }
        }
    }
}

/// The clauses about keys and sharing.
extension EncryptorContract {
    func checkSharing() async throws {
        let encryptor = try encryptor()
        let nonces = try await withThrowingTaskGroup(of: Set<[UInt8]>.self) { group in
            for task in 0..<8 {
                group.addTask {
                    var generator = SeededGenerator(seed: UInt64(100 + task))
                    var nonces: Set<[UInt8]> = []
                    for round in 0..<300 {
                        let plaintext = generator.bytes(round % 200)
                        let context = generator.bytes(task)
                        let sealed = try encryptor.seal(plaintext, authenticating: context)
                        nonces.insert(Array(sealed.prefix(12)))
                        guard try encryptor.open(sealed, authenticating: context) == plaintext else { return [] }
                    }
                    return nonces
                }
            }
            return try await group.reduce(into: Set()) { $0.formUnion($1) }
        }
        #expect(nonces.count == 8 * 300, "\(name)")
    }

    func checkExhaustion() throws {
        let encryptor = try encryptor(sealCount: (1 << 32) - 2)
        _ = try encryptor.seal([1])
        let last = try encryptor.seal([2])
        for _ in 0..<3 {
            #expect(throws: CryptoError.keyExhausted, "\(name)") { _ = try encryptor.seal([3]) }
        }
        #expect(try encryptor.open(last) == [2], "\(name): opening has no limit")
    }

    func checkKeyLengths() throws {
        for count in [0, 1, 8, 15, 16, 17, 24, 31, 32, 33, 64] where count != keyByteCount {
            #expect(throws: CryptoError.wrongKeyLength(expected: keyByteCount, actual: count), "\(name)") {
                _ = try makeEncryptor(KeyMaterial(byteCount: count) { (_: inout MutableSpan<UInt8>) in }, 0)
            }
        }
    }
}
