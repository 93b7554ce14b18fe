// SPDX-License-Identifier: Apache-2.0
import Console
import Testing

@testable import hufu

@Suite struct MeasureTests {
    @Test(
        arguments: [
            (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (9_949, "9.9 kB"), (9_951, "10 kB"),
            (67_108_864, "67 MB"), (999_499, "999 kB"), (999_500, "1.0 MB"), (1_500_000_000, "1.5 GB"),
        ] as [(UInt64, String)])
    func `sizes are read at a glance`(count: UInt64, text: String) {
        #expect(Measure.bytes(count) == text)
    }

    @Test(
        arguments: [
            (.microseconds(850), "850 µs"), (.milliseconds(12), "12 ms"), (.milliseconds(3400), "3.4 s"),
            (.seconds(59), "59 s"), (.seconds(125), "2 min 05 s"), (.seconds(4800), "1 h 20 min"),
        ] as [(Duration, String)])
    func `times are read at a glance`(duration: Duration, text: String) {
        #expect(Measure.duration(duration) == text)
    }

    @Test func `progress tells size, share, rate and time left`() {
        #expect(
            ProgressLine.text("Encrypting", 250_000_000, of: 1_000_000_000, after: .milliseconds(500))
                == "Encrypting  250 MB of 1.0 GB  25 %  500 MB/s  1.5 s left")
        #expect(
            ProgressLine.text("Decrypting", 2000, of: nil, after: .seconds(1)) == "Decrypting  2.0 kB  2.0 kB/s")
    }
}
