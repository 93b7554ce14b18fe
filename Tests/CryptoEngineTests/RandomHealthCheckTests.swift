// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Testing

/// Start-up health tests of a generator (NIST SP 800-90B §4.4).
@Suite struct RandomHealthCheckTests {
    /// Draws from the operating system, with `spoil` applied to each window.
    private func passes(_ spoil: (inout [UInt8]) -> Void = { _ in }) throws -> Bool {
        try RandomHealthCheck.passes { (count) throws(CryptoError) in
            var window = try SystemEntropy.bytes(count)
            spoil(&window)
            return window
        }
    }

    @Test func `accepts sound output, again and again`() throws {
        for _ in 0..<200 { #expect(try passes()) }
    }

    @Test func `refuses a generator that repeats a draw`() throws {
        let window = try SystemEntropy.bytes(RandomHealthCheck.windowByteCount)
        #expect(try !RandomHealthCheck.passes { _ in window })
    }

    @Test(arguments: [0, 100, 506])
    func `refuses six equal bytes in a row (§4.4.1), wherever they are`(start: Int) throws {
        #expect(try !passes { window in for index in start..<start + 6 { window[index] = 0x77 } })
    }

    @Test func `accepts five equal bytes in a row`() throws {
        #expect(
            try passes { window in
                for index in 100..<105 { window[index] = 0x77 }
                window[99] = 0x76
                window[105] = 0x78
            })
    }

    @Test func `refuses a window whose first byte comes too often (§4.4.2)`() throws {
        #expect(try !passes { window in for index in stride(from: 0, to: 512, by: 27) { window[index] = window[0] } })
    }

    @Test func `refuses a draw of another length`() throws {
        #expect(try !passes { window in window.removeLast() })
    }
}
