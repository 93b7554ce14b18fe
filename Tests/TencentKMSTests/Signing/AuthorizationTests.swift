// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TencentKMS

@Suite struct AuthorizationTests {
    private static let signature = String(repeating: "0a", count: 32)
    private static let sound =
        "TC3-HMAC-SHA256 Credential=AKID1/2023-11-14/kms/tc3_request, SignedHeaders=content-type;host, Signature="
        + signature

    @Test func `a sound header is taken apart, with and without blanks behind its commas`() throws {
        for text in [Self.sound, Self.sound.replacing(", ", with: ",")] {
            let authorization = try TC3Authorization(text)
            #expect(authorization.secretID == "AKID1")
            #expect(authorization.date == "2023-11-14")
            #expect(authorization.signedHeaders == ["content-type", "host"])
            #expect(authorization.signature == [UInt8](repeating: 10, count: 32))
        }
    }

    @Test(arguments: [
        ("TC3-HMAC-SHA256", "SKIP"), ("kms/", "cvm/"), ("tc3_request", "tc3"), ("AKID1", ""), ("/2023-11-14", ""),
        ("content-type;host", "host"), ("content-type;host", "content-type"),
        ("content-type;host", "host;content-type"),
        ("content-type;host", "content-type;content-type;host"), ("content-type;host", "Content-Type;Host"),
        ("content-type;host", ""), ("0a0a", "0A0A"), ("0a0a", "0a"), ("0a0a", "0a0"), ("0a0a", "zz"),
        (", Signature", ""), ("content-type;host", "content-type;host;\u{e9}"), ("Signature=", "Extra=1, Signature="),
        ("Signature=", "Signatur="), ("Credential=", "Credential=,Credential="),
    ])
    func `anything else is refused as malformed`(part: String, other: String) throws {
        let text = Self.sound.replacing(part, with: other, maxReplacements: 1)
        #expect(text != Self.sound)
        let error = #expect(throws: APIError.self) { try TC3Authorization(text) }
        #expect(error?.code == .invalidAuthorization)
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01"), (1_700_000_000, "2023-11-14"), (951_782_399, "2000-02-28"),
        (951_782_400, "2000-02-29"),
        (951_868_800, "2000-03-01"), (4_107_542_399, "2100-02-28"), (4_107_542_400, "2100-03-01"),
        (-1, "1969-12-31"), (253_402_300_799, "9999-12-31"),
    ])
    func `seconds become dates`(seconds: Int64, date: String) {
        #expect(UTCDate.text(of: seconds) == date)
    }
}

@Suite struct SignaturePinsTests {
    private func signature(_ number: UInt8) -> [UInt8] { (0..<32).map { number &+ $0 &* 7 } }

    @Test func `a signature stays with its first use until it has long ended`() {
        let pins = SignaturePins()
        #expect(pins.pin(signature(1), to: 4, at: 1_000_000) == .pinned)
        for second in stride(from: Int64(1_000_000), through: 1_000_600, by: 50) {
            #expect(pins.pin(signature(1), to: 4, at: second) == .pinned)
            #expect(pins.pin(signature(1), to: 5, at: second) == .otherUse)
        }
        #expect(pins.pin(signature(1), to: 5, at: 1_001_800) == .pinned)
    }

    @Test func `a clock that goes back forgets no pin`() {
        let pins = SignaturePins()
        #expect(pins.pin(signature(1), to: 4, at: 1_000_000) == .pinned)
        #expect(pins.pin(signature(1), to: 5, at: 990_000) == .otherUse)
        #expect(pins.pin(signature(1), to: 5, at: 1_000_000) == .otherUse)
    }

    @Test func `a full table refuses what is new and keeps what it has`() {
        let pins = SignaturePins(capacity: 100)
        for number in UInt8(0)..<100 { #expect(pins.pin(signature(number), to: 0, at: 0) == .pinned) }
        #expect(pins.pin(signature(100), to: 0, at: 0) == .full)
        for number in UInt8(0)..<100 { #expect(pins.pin(signature(number), to: 1, at: 0) == .otherUse) }
    }

    @Test func `thousands of signatures are told apart`() {
        let pins = SignaturePins()
        var generator = SystemRandomNumberGenerator()
        let signatures = (0..<20_000).map { _ in (0..<4).flatMap { _ in withBytes(of: generator.next() as UInt64) } }
        for (place, signature) in signatures.enumerated() {
            #expect(pins.pin(signature, to: UInt8(place % 255), at: 0) == .pinned)
        }
        let faults = signatures.indices.count { place in
            pins.pin(signatures[place], to: UInt8(place % 255), at: 300) != .pinned
                || pins.pin(signatures[place], to: UInt8((place + 1) % 255), at: 300) != .otherUse
        }
        #expect(faults == 0)
    }

    private func withBytes(of word: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
}

@Suite struct RequestLimiterTests {
    private let start = ContinuousClock.now

    @Test func `a bucket holds one second's requests and fills with time`() {
        let limiter = RequestLimiter()
        let admitted = (0..<500).count { _ in limiter.admits("a", "Encrypt", documented: 300, at: start) }
        #expect(admitted == 300)
        #expect(limiter.admits("b", "Encrypt", documented: 300, at: start))
        #expect(limiter.admits("a", "Decrypt", documented: 300, at: start))
        let later = start + .milliseconds(100)
        #expect((0..<100).count { _ in limiter.admits("a", "Encrypt", documented: 300, at: later) } == 30)
    }

    @Test func `rates scale, are set for one action, or are off`() {
        let scaled = RequestLimiter(.init(scale: 2, actions: ["Decrypt": 5]))
        #expect((0..<500).count { _ in scaled.admits("a", "Encrypt", documented: 100, at: start) } == 200)
        #expect((0..<500).count { _ in scaled.admits("a", "Decrypt", documented: 100, at: start) } == 5)
        let off = RequestLimiter(.init(scale: nil))
        #expect((0..<500).allSatisfy { _ in off.admits("a", "Encrypt", documented: 1, at: start) })
    }
}
