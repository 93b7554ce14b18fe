// SPDX-License-Identifier: Apache-2.0
import CTestProbes
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

    @Test func `a key that is not finished is wiped and its memory given back`() async {
        await #expect(processExitsWith: .success) {
            func leaveUnfinished(_ byteCount: Int) -> Bool {
                do throws(Refusal) {
                    _ = try KeyMaterial(byteCount: byteCount) { (bytes: inout MutableSpan<UInt8>) throws(Refusal) in
                        for index in bytes.indices { bytes[index] = 0x77 }
                        throw Refusal()
                    }
                    return false
                } catch {
                    return true
                }
            }
            let before = SecureMemory.usage
            try #require(leaveUnfinished(20_000) && SecureMemory.usage == before)
            try #require(leaveUnfinished(48))
            let afterOne = SecureMemory.usage
            for _ in 0..<2_000 { try #require(leaveUnfinished(48)) }
            try #require(SecureMemory.usage == afterOne)
            _ = try KeyMaterial(byteCount: 48) { (bytes: inout MutableSpan<UInt8>) throws in
                try #require(bytes.indices.allSatisfy { bytes[$0] == 0 })
            }
        }
    }

    @Test(.disabled(if: hufu_probe_locking_is_feigned() == 1, "a sanitizer answers mlock in the kernel's place"))
    func `memory that the kernel does not lock is not counted as locked`() async {
        await #expect(processExitsWith: .success) {
            _ = KeyMaterial(byteCount: 16) { (_: inout MutableSpan<UInt8>) in }
            let before = SecureMemory.usage
            try #require(hufu_probe_forbid_locking() == 0)
            do {
                let key = KeyMaterial(byteCount: 20_000) { (_: inout MutableSpan<UInt8>) in }
                let during = SecureMemory.usage
                try #require(during.mappedByteCount >= before.mappedByteCount + key.byteCount)
                try #require(during.lockedByteCount == before.lockedByteCount)
            }
            try #require(SecureMemory.usage == before)
        }
    }

    @Test func `a child forked while other threads take keys takes its own`() async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<100_000 { _ = counted(32) }
                }
            }
            for _ in 0..<50 {
                var seen = [UInt8](repeating: 0, count: 8)
                let status = unsafe seen.withUnsafeMutableBufferPointer { buffer -> CInt in
                    guard let start = buffer.baseAddress else { return -1 }
                    return unsafe hufu_probe_fill_in_child(takeKeyInChild, nil, start, buffer.count)
                }
                #expect(status == 0 && seen == [1, 2, 3, 4, 5, 6, 7, 8])
            }
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

/// Runs in the forked child: makes a key, and shows what it holds.
private func takeKeyInChild(
    _ context: UnsafeMutableRawPointer?, _ bytes: UnsafeMutablePointer<UInt8>, _ byteCount: Int
) -> CInt {
    let key = KeyMaterial(byteCount: byteCount) { (key: inout MutableSpan<UInt8>) in
        for index in key.indices { key[index] = UInt8(index + 1) }
    }
    key.withBytes { key in
        for index in key.indices { unsafe bytes[index] = key[index] }
    }
    return SecureMemory.usage.lockedByteCount <= SecureMemory.usage.mappedByteCount ? 0 : -1
}
