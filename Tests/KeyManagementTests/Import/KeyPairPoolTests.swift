// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Dispatch
import Glibc
import TestSupport
import Testing

@testable import KeyManagement

/// Pairs are made ahead, apart from everything else, and handed out once.
@Suite struct KeyPairPoolTests {
    @Test func `pairs are made ahead, and each is handed out once`() async throws {
        let numbers = SharedCount()
        let pool = KeyPairPool(.sm2, capacity: 2, waiterLimit: 64) {
            numbers.add()
            return NumberedPair(numbers.value)
        }
        try await pool.lane.run {}  // comes after what was ordered
        #expect(pool.readyCount == 2)
        let publicKeys = try await withThrowingTaskGroup { group in
            for _ in 0..<20 { group.addTask { try await pool.pair().publicKeyDER } }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(publicKeys.count == 20)
        try await pool.lane.run {}
        #expect(pool.readyCount == 2 && numbers.value == 22)
        await pool.close()
        #expect(pool.readyCount == 0)
    }

    @Test func `a burst of imports waits on no thread that encryption needs`() async throws {
        let gate = Gate()
        let pair = try Edition.smCrypto.loaded().makeImportKeyPair(.sm2)
        let fixture = try await KeyServiceFixture(
            .smCrypto, cache: .standard,
            importPairs: { _ in
                KeyPairPool(.sm2, capacity: 4, waiterLimit: 64) {
                    gate.pass()
                    return pair
                }
            })
        let (service, caller) = (fixture.service, fixture.caller)
        let selector = KeySelector.id(try await fixture.key("orders").id)
        let external = try await fixture.key("brought", origin: .external)
        let made = SharedCount()
        try await withThrowingTaskGroup { group in
            for _ in 0..<50 {
                group.addTask {
                    _ = try await service.parametersForImport(.id(external.id), algorithm: .sm2PKE, for: caller)
                    made.add()
                }
            }
            // No pair can be made yet: with a burst on the threads of Swift's pool not one of these would come back.
            for _ in 0..<200 { _ = try await service.encrypt([1], under: selector, for: caller) }
            #expect(made.value == 0)
            gate.open()
            try await group.waitForAll()
        }
        #expect(made.value == 50)
        let records = try await fixture.auditRecords()
        #expect(records.filter { $0.action == .getParametersForImport }.count == 50)
        await service.importPairs?.close()
    }

    @Test func `one waiter too many is told to try again, the others get their pairs`() async throws {
        let gate = Gate()
        let pool = KeyPairPool(.sm2, capacity: 1, waiterLimit: 3) {
            gate.pass()
            return NumberedPair(0)
        }
        let waiters = (0..<3).map { _ in Task { try await pool.pair().publicKeyDER } }
        while pool.waitingCount < 3 { await Task.yield() }
        await #expect(throws: KeyServiceError.importPairsExhausted) { _ = try await pool.pair() }
        gate.open()
        for waiter in waiters { _ = try await waiter.value }
        await pool.close()
    }

    @Test func `closing refuses who waits and who comes later, and ends with the job that runs`() async throws {
        let gate = Gate()
        let pool = KeyPairPool(.sm2, capacity: 1, waiterLimit: 8) {
            gate.pass()
            return NumberedPair(0)
        }
        let waiters = (0..<4).map { _ in Task { try await pool.pair().publicKeyDER } }
        while pool.waitingCount < 4 { await Task.yield() }
        async let closed: Void = pool.close()
        for waiter in waiters {
            await #expect(throws: KeyServiceError.importPairsExhausted) { _ = try await waiter.value }
        }
        gate.open()
        await closed
        await #expect(throws: KeyServiceError.importPairsExhausted) { _ = try await pool.pair() }
        await #expect(throws: KeyServiceError.importPairsExhausted) { try await pool.lane.run {} }
    }

    @Test func `a failure reaches who waits for it, and the next caller tries again`() async throws {
        let repairs = SharedCount()
        let pool = KeyPairPool(.sm2, capacity: 0, waiterLimit: 8) { () throws(CryptoError) in
            guard repairs.value > 0 else { throw .randomUnavailable }
            return NumberedPair(0)
        }
        await #expect(throws: KeyServiceError.engine(.randomUnavailable)) { _ = try await pool.pair() }
        repairs.add()
        _ = try await pool.pair()
        await pool.close()
    }

    @Test func `jobs run one after another, at a low priority, with their own errors`() async throws {
        let lane = BackgroundLane()
        let order = SharedCount()
        let numbers = try await withThrowingTaskGroup { group in
            for _ in 0..<10 {
                group.addTask {
                    try await lane.run {
                        order.add()
                        return order.value
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(numbers.sorted() == Array(1...10), "one after another")
        let nice = try await lane.run { getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) }
        #expect(nice == 10)
        await #expect(throws: KeyServiceError.busy) { try await lane.run { () throws(KeyServiceError) in throw .busy } }
        #expect(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) < 10, "this thread keeps its own")
        await lane.close()
    }

    @Test func `without a pool of its kind a pair is made at once`() async throws {
        let fixture = try await KeyServiceFixture(.smCrypto, importPairs: { KeyPairPool(edition: $0, capacity: 0) })
        let key = try await fixture.key("brought", origin: .external)
        #expect(try await fixture.import(fixture.material(), into: key.id).isFirstImport)
        await fixture.service.importPairs?.close()
    }
}

/// A pair that is told from others by its number; it computes nothing.
private struct NumberedPair: ImportKeyPair {
    let publicKeyDER: [UInt8]

    init(_ number: Int) { publicKeyDER = [UInt8(truncatingIfNeeded: number)] }

    func privateKey() throws(CryptoError) -> KeyMaterial { throw .randomUnavailable }

    func unwrap(
        _ wrapped: Span<UInt8>, algorithm: WrappingAlgorithm, keyByteCount: Int
    ) throws(CryptoError) -> KeyMaterial {
        throw .unwrapFailed
    }
}

/// Holds threads until it is opened.
private final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func pass() {
        semaphore.wait()
        semaphore.signal()
    }

    func open() { semaphore.signal() }
}
