// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
import Foundation
import Synchronization
import Testing

/// How often an ``Encryptor`` goes to the heap when it seals and opens into buffers of its caller.
package enum EncryptorAllocations {
    /// Lengths of plaintext in bytes.
    package static let byteCounts = [0, 32, 256, 4096, 65_536]

    /// So many calls are counted at each length; over all lengths, batches of nonces are filled several times.
    package static let roundCount = 130
    /// So many calls come first: the thread's page for nonces, and what libraries prepare at a first use.
    private static let warmUpCount = 4
    /// So long threads that share an encryptor work before counting, so that each finds a context of its own later.
    private static let warmUpTime = Duration.milliseconds(100)

    /// Expects no allocation in any call, made by one thread.
    package static func expectNone(_ encryptor: any Encryptor, _ name: String) throws {
        for byteCount in byteCounts {
            let (seals, opens) = try count(encryptor, byteCount: byteCount)
            #expect(seals == 0, "\(name), sealing \(byteCount) bytes, \(roundCount) calls")
            #expect(opens == 0, "\(name), opening \(byteCount) bytes, \(roundCount) calls")
        }
    }

    /// Expects no allocation in any call, made by two threads at once.
    package static func expectNoneOnTwoThreads(_ encryptor: any Encryptor, _ name: String) throws {
        let reports = Mutex<[Result<[Int], CryptoError>]>([])
        let ended = DispatchSemaphore(value: 0)
        for _ in 0..<2 {
            Thread.detachNewThread {
                let report = Result { () throws(CryptoError) in try countWarm(encryptor) }
                reports.withLock { $0.append(report) }
                ended.signal()
            }
        }
        for _ in 0..<2 { ended.wait() }
        for report in reports.withLock({ $0 }) {
            #expect(try report.get() == byteCounts.map { _ in 0 }, "\(name), two threads, lengths \(byteCounts)")
        }
    }

    /// The allocations at each length, after a warm-up beside other threads.
    private static func countWarm(_ encryptor: any Encryptor) throws(CryptoError) -> [Int] {
        let deadline = ContinuousClock.now + warmUpTime
        repeat { _ = try count(encryptor, byteCount: 65_536) } while ContinuousClock.now < deadline
        var counts: [Int] = []
        for byteCount in byteCounts {
            let (seals, opens) = try count(encryptor, byteCount: byteCount)
            counts.append(seals + opens)
        }
        return counts
    }

    /// What ``roundCount`` seals and as many opens of one message take from the heap.
    package static func count(
        _ encryptor: any Encryptor, byteCount: Int
    ) throws(CryptoError) -> (seals: Int, opens: Int) {
        let plaintext = [UInt8](repeating: 0x5A, count: byteCount)
        let context = [UInt8](repeating: 0xA5, count: 24)
        let sealedByteCount = byteCount + SealedLayout.overheadByteCount
        let sealed = AlignedBytes([UInt8](repeating: 0, count: sealedByteCount))
        let opened = AlignedBytes([UInt8](repeating: 0, count: byteCount + 1))
        let seal = { () throws(CryptoError) in
            _ = try sealed.write(at: 0, capacity: sealedByteCount) { output throws(CryptoError) in
                try encryptor.seal(plaintext.span, authenticating: context.span, into: &output)
            }
        }
        let open = { () throws(CryptoError) in
            try sealed.withBytes(at: 0, count: sealedByteCount) { sealed throws(CryptoError) in
                _ = try opened.write(at: 0, capacity: byteCount) { output throws(CryptoError) in
                    try encryptor.open(sealed, authenticating: context.span, into: &output)
                }
            }
        }
        for _ in 0..<warmUpCount {
            try seal()
            try open()
        }
        let seals = try AllocationCount.during { () throws(CryptoError) in for _ in 0..<roundCount { try seal() } }
        let opens = try AllocationCount.during { () throws(CryptoError) in for _ in 0..<roundCount { try open() } }
        return (seals, opens)
    }
}
