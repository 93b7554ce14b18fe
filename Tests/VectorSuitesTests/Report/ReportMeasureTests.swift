// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import VectorSuites

@Suite struct ReportMeasureTests {
    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (15_750, "15,750"), (-1_234_567, "−1,234,567"),
    ])
    func `counts are grouped by three`(count: Int, text: String) {
        #expect(ReportMeasure.count(count) == text)
    }

    @Test(arguments: [
        (0.0, "0 µs"), (-1, "0 µs"), (.nan, "0 µs"), (0.000_85, "850 µs"), (0.012, "12 ms"), (3.4, "3.4 s"),
        (59.4, "59 s"),
        (125, "2 min 05 s"), (4800, "1 h 20 min"), (3599.7, "1 h 00 min"),
    ])
    func `times have two or three digits`(seconds: Double, text: String) {
        #expect(ReportMeasure.duration(seconds: seconds) == text)
    }

    @Test(arguments: [(1, "1 byte"), (512, "512 bytes"), (1500, "1.5 kB"), (64_000_000, "64 MB"), (999_600, "1.0 MB")])
    func `sizes are in powers of 1000`(count: Int, text: String) {
        #expect(ReportMeasure.bytes(count) == text)
    }
}
