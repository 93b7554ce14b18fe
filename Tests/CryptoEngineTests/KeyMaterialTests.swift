// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Testing

@Suite struct KeyMaterialTests {
    struct Refusal: Error {}

    private func counted(_ byteCount: Int, from first: UInt8 = 1) -> KeyMaterial {
        KeyMaterial(byteCount: byteCount) { (bytes: inout MutableSpan<UInt8>) in
            for index in bytes.indices { bytes[index] = first &+ UInt8(truncatingIfNeeded: index) }
        }
    }

    private func bytes(of key: borrowing KeyMaterial) -> [UInt8] {
        key.withBytes { span in span.indices.map { span[$0] } }
    }

    @Test(arguments: [0, 1, 16, 32, 63, 64, 65, 4096, 8192, 8193, 100_000])
    func `holds what was filled in, of any length`(byteCount: Int) {
        let key = counted(byteCount)
        let count = key.byteCount
        #expect(count == byteCount)
        let held = bytes(of: key)
        #expect(held == (0..<byteCount).map { 1 &+ UInt8(truncatingIfNeeded: $0) })
    }

    @Test func `starts as zeros, also where another key lay before`() {
        for _ in 0..<100 {
            do { _ = counted(48, from: 0x77) }
            var seen: [UInt8] = []
            _ = KeyMaterial(byteCount: 48) { (bytes: inout MutableSpan<UInt8>) in
                seen = bytes.indices.map { bytes[$0] }
            }
            #expect(seen == [UInt8](repeating: 0, count: 48))
        }
    }

    @Test func `hands on what the filling throws`() {
        #expect(throws: Refusal.self) {
            _ = try KeyMaterial(byteCount: 32) { (_: inout MutableSpan<UInt8>) throws(Refusal) in throw Refusal() }
        }
        #expect(throws: Refusal.self) {
            _ = try KeyMaterial(byteCount: 32) { (output: inout OutputSpan<UInt8>) throws(Refusal) in
                output.append(1)
                throw Refusal()
            }
        }
    }

    @Test func `a partly appended key ends in zeros`() {
        let key = KeyMaterial(byteCount: 4) { (output: inout OutputSpan<UInt8>) in output.append(7) }
        let held = bytes(of: key)
        #expect(held == [7, 0, 0, 0])
    }

    @Test func `copies a part of another key`() {
        let key = counted(32)
        let whole = bytes(of: KeyMaterial(copying: key))
        let middle = bytes(of: KeyMaterial(copying: key, from: 4, count: 3))
        let end = bytes(of: KeyMaterial(copying: key, from: 30))
        #expect(whole == Array(1...32) && middle == [5, 6, 7] && end == [31, 32])
    }

    @Test func `compares whole keys`() {
        let key = counted(32)
        let same = key.isEqual(to: counted(32))
        let shorter = key.isEqual(to: counted(31))
        let other = key.isEqual(to: counted(32, from: 2))
        #expect(same && !shorter && !other)
    }

    @Test func `keys of many tasks do not meet`() async {
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<8 as Range<UInt8> {
                group.addTask {
                    (0..<500).allSatisfy { round in
                        let byteCount = 16 + round % 100
                        let key = counted(byteCount, from: task)
                        return bytes(of: key) == (0..<byteCount).map { task &+ UInt8(truncatingIfNeeded: $0) }
                    }
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }

    @Test func `the memory of keys is accounted for`() {
        let key = counted(20_000)
        let usage = SecureMemory.usage
        let byteCount = key.byteCount
        #expect(usage.mappedByteCount >= byteCount)
        #expect(usage.lockedByteCount <= usage.mappedByteCount)
    }
}
