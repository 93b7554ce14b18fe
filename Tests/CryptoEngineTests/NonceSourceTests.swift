// SPDX-License-Identifier: Apache-2.0
import CTestProbes
import CryptoEngine
import Synchronization
import Testing

/// Nonces are never given twice: not by one thread, not by two, not after a fork (NIST SP 800-38D §8.2.2).
@Suite struct NonceSourceTests {
    /// A generator that counts its calls and writes a running number, so that every nonce it fills is different.
    final class Counter: Sendable {
        let calls = Atomic<Int>(0)
        let next = Atomic<UInt32>(0)

        func fill(_ bytes: inout MutableSpan<UInt8>) -> Bool {
            calls.add(1, ordering: .relaxed)
            for start in stride(from: 0, to: bytes.count, by: 12) {
                let number = next.add(1, ordering: .relaxed).newValue
                for index in 0..<12 {
                    bytes[start + index] = UInt8(truncatingIfNeeded: number >> UInt32(8 * (index % 4)))
                }
            }
            return true
        }
    }

    private func take(_ source: NonceSource, _ policy: NoncePolicy) throws -> [UInt8] {
        var nonce = [UInt8](repeating: 0xEE, count: 12)
        try unsafe nonce.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            try unsafe source.take(policy, into: start)
        }
        return nonce
    }

    @Test func `a batch serves 320 nonces from one call, all different`() throws {
        let counter = Counter()
        let source = NonceSource { counter.fill(&$0) }
        let nonces = try (0..<3200).map { _ in try take(source, .buffered) }
        #expect(Set(nonces).count == 3200)
        #expect(counter.calls.load(ordering: .relaxed) == 10)
    }

    @Test func `per call, each nonce is a call of its own`() throws {
        let counter = Counter()
        let source = NonceSource { counter.fill(&$0) }
        let nonces = try (0..<10).map { _ in try take(source, .perCall) }
        #expect(Set(nonces).count == 10)
        #expect(counter.calls.load(ordering: .relaxed) == 10)
    }

    @Test func `a source never gets what another one's generator made`() throws {
        let ones = NonceSource { span in
            for index in span.indices { span[index] = 1 }
            return true
        }
        let twos = NonceSource { span in
            for index in span.indices { span[index] = 2 }
            return true
        }
        for _ in 0..<3 {
            #expect(try take(ones, .buffered) == [UInt8](repeating: 1, count: 12))
            #expect(try take(twos, .buffered) == [UInt8](repeating: 2, count: 12))
        }
    }

    @Test(arguments: [NoncePolicy.buffered, .perCall])
    func `a generator that fails gives no nonce`(policy: NoncePolicy) {
        let source = NonceSource { span in
            for index in span.indices { span[index] = 9 }
            return false
        }
        var nonce = [UInt8](repeating: 0xEE, count: 12)
        #expect(throws: CryptoError.randomUnavailable) {
            try unsafe nonce.withUnsafeMutableBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                try unsafe source.take(policy, into: start)
            }
        }
        #expect(nonce == [UInt8](repeating: 0, count: 12))
    }

    @Test func `threads share a source and no nonce`() async throws {
        let counter = Counter()
        let source = NonceSource { counter.fill(&$0) }
        let all = try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
            for _ in 0..<8 {
                group.addTask { try (0..<1000).map { _ in try take(source, .buffered) } }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(all).count == 8000)
    }

    @Test func `a forked child takes nothing that its parent's batch holds`() throws {
        let source = NonceSource { span in
            guard let fresh = try? SystemEntropy.bytes(span.count) else { return false }
            for index in span.indices { span[index] = fresh[index] }
            return true
        }
        _ = try take(source, .buffered)  // the batch holds 63 more now
        var child = [UInt8](repeating: 0, count: 12 * 63)
        let owner = unsafe Unmanaged.passUnretained(source).toOpaque()
        let status = unsafe child.withUnsafeMutableBufferPointer { buffer -> CInt in
            guard let start = buffer.baseAddress else { return -1 }
            return unsafe hufu_probe_fill_in_child(takeInChild, owner, start, buffer.count)
        }
        #expect(status == 0)
        let taken = Set(stride(from: 0, to: child.count, by: 12).map { Array(child[$0..<$0 + 12]) })
        #expect(taken.count == 63)
        let parents = Set(try (0..<63).map { _ in try take(source, .buffered) })
        #expect(parents.isDisjoint(with: taken))
    }
}

/// Runs in the forked child: fills the buffer nonce by nonce.
private func takeInChild(
    _ owner: UnsafeMutableRawPointer?, _ bytes: UnsafeMutablePointer<UInt8>, _ byteCount: Int
) -> CInt {
    guard let owner = unsafe owner else { return -1 }
    let source = unsafe Unmanaged<NonceSource>.fromOpaque(owner).takeUnretainedValue()
    for start in stride(from: 0, to: byteCount, by: 12) {
        do { try unsafe source.take(.buffered, into: bytes + start) } catch { return -1 }
    }
    return 0
}
