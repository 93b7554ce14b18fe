// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Synchronization
import TestSupport
import Testing

@testable import KeyManagement

/// What is kept, for how long, and what makes it go.
@Suite struct KeyCacheTests {
    private let time = TestUptime()
    private let freed = SharedCount()

    private func cache(lifetime: Int = 300, useLimit: Int = 1_000, keyLimit: Int = 3) -> KeyCache {
        KeyCache(
            KeyCachePolicy(lifetime: .seconds(lifetime), useLimit: useLimit, keyLimit: keyLimit),
            uptime: { [time] in time.now })
    }

    private func keep(_ number: UInt32, in cache: KeyCache) throws {
        let key = try CustomerMasterKey.sample(number)
        cache.keep(key, readAfter: cache.moment)
        cache.keep(CountedDerivation(freed), of: key, version: 1)
    }

    @Test func `a key is found by ID and by alias, with its derivation`() throws {
        let cache = cache()
        try keep(1, in: cache)
        let key = try CustomerMasterKey.sample(1)
        #expect(cache.key(.id(key.id)) == key && cache.key(.alias(key.alias)) == key)
        #expect(cache.derivation(of: key, version: 1) != nil)
        #expect(cache.derivation(of: key, version: 2) == nil)
        #expect(cache.derivation(of: key.changed(), version: 1) == nil, "another revision's")
        #expect(cache.key(.id(.sample(2))) == nil)
    }

    @Test func `a key goes after its lifetime, and its derivation is freed`() throws {
        let cache = cache(lifetime: 300)
        try keep(1, in: cache)
        time.advance(.milliseconds(299_999))
        #expect(cache.key(.id(.sample(1))) != nil)
        time.advance(.milliseconds(1))
        #expect(cache.key(.id(.sample(1))) == nil)
        #expect(freed.value == 1)
        #expect(cache.key(.alias(try KeyAlias("key-1"))) == nil)
    }

    @Test func `expired keys that nobody asks for go at the next sweep`() throws {
        let cache = cache(lifetime: 300)
        try keep(1, in: cache)
        time.advance(.seconds(200))
        try keep(2, in: cache)
        time.advance(.seconds(100))
        cache.evictExpired()
        #expect(freed.value == 1)
        #expect(cache.key(.id(.sample(2))) != nil)
    }

    @Test func `a key goes after its uses, the first of which was its reading`() throws {
        let cache = cache(useLimit: 3)
        try keep(1, in: cache)
        #expect(cache.key(.id(.sample(1))) != nil)
        #expect(cache.key(.id(.sample(1))) != nil)
        #expect(cache.key(.id(.sample(1))) == nil)
        #expect(freed.value == 1)
    }

    @Test func `one key too many, and the one least recently used goes`() throws {
        let cache = cache(keyLimit: 3)
        for number: UInt32 in 1...3 { try keep(number, in: cache) }
        _ = cache.key(.id(.sample(1)))
        try keep(4, in: cache)
        #expect(freed.value == 1)
        #expect(cache.key(.id(.sample(2))) == nil)
        for number: UInt32 in [1, 3, 4] { #expect(cache.key(.id(.sample(number))) != nil) }
    }

    @Test func `an eviction frees the derivation and stops what was read before it`() throws {
        let cache = cache()
        try keep(1, in: cache)
        let before = cache.moment
        cache.evict(.sample(1))
        #expect(freed.value == 1)
        cache.keep(try .sample(1), readAfter: before)
        #expect(cache.key(.id(.sample(1))) == nil)
        cache.keep(try .sample(1), readAfter: cache.moment)
        #expect(cache.key(.id(.sample(1))) != nil)
    }

    @Test func `a derivation of a key that is not here, or at another revision, is not kept`() throws {
        let cache = cache()
        let key = try CustomerMasterKey.sample(1)
        cache.keep(CountedDerivation(freed), of: key, version: 1)
        #expect(freed.value == 1)
        cache.keep(key.changed(), readAfter: cache.moment)
        cache.keep(CountedDerivation(freed), of: key, version: 1)
        #expect(freed.value == 2)
    }

    @Test func `a renamed key does not take its old name from the key that has it now`() throws {
        let cache = cache()
        let old = try CustomerMasterKey.sample(1, alias: "orders")
        let new = try CustomerMasterKey.sample(2, alias: "orders")
        cache.keep(old, readAfter: cache.moment)
        cache.keep(new, readAfter: cache.moment)
        cache.evict(old.id)
        #expect(cache.key(.alias(new.alias)) == new)
    }

    @Test func `the versions of one key are bounded`() throws {
        let cache = cache()
        let key = try CustomerMasterKey.sample(1)
        cache.keep(key, readAfter: cache.moment)
        for version in 1...UInt32(3 * KeyCache.versionLimit) {
            cache.keep(CountedDerivation(freed), of: key, version: version)
        }
        #expect(freed.value == 2 * KeyCache.versionLimit)
    }

    @Test func `switched off, nothing is kept`() throws {
        let cache = KeyCache(.off, uptime: { [time] in time.now })
        try keep(1, in: cache)
        #expect(cache.key(.id(.sample(1))) == nil)
        #expect(freed.value == 1)
    }
}

/// A monotonic clock that tests move.
private final class TestUptime: Sendable {
    private let value = Mutex(Duration.seconds(1_000))

    var now: Duration { value.withLock(\.self) }

    func advance(_ time: Duration) { value.withLock { $0 += time } }
}

/// Says when it is freed; derives nothing.
private final class CountedDerivation: KeyDerivation {
    private let freed: SharedCount

    init(_ freed: SharedCount) { self.freed = freed }

    deinit { freed.add() }

    func derive(
        _ purpose: DerivationPurpose, context: Span<UInt8>, byteCount: Int
    ) throws(CryptoError) -> KeyMaterial {
        throw .randomUnavailable
    }
}
