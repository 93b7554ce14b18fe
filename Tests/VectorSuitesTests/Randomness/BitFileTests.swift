// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import VectorSuites

/// Files of samples, whole and not.
@Suite struct BitFileTests {
    private let folder = try? TemporaryFolder()

    private func write(_ byteCount: Int, seed: UInt64 = 8) throws -> String {
        var generator = SeededGenerator(seed: seed)
        let path = try #require(folder).path("samples.bin")
        try Data(generator.bytes(byteCount)).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test func `samples are read in order`() throws {
        let path = try write(7_500)
        let file = try BitFile(path: path, setting: .bits20000)
        #expect(file.sampleCount == 3)
        let whole = BitSequence(seed: 8, count: 60_000)
        for index in 0..<3 {
            let sample = try file.sample(at: index)
            #expect(sample == BitSequence(count: 20_000) { whole[index * 20_000 + $0] == 1 })
        }
        #expect(try BitFile(path: path, setting: .bits20000, sampleCount: 2).sampleCount == 2)
    }

    @Test func `a file gives what its bytes give`() async throws {
        let file = try BitFile(path: try write(10_000), setting: .bits20000)
        let report = try await RandomnessCampaign(setting: .bits20000, sampleCount: 4).run(on: file)
        let whole = BitSequence(seed: 8, count: 80_000)
        let last = BitSequence(count: 20_000) { whole[60_000 + $0] == 1 }
        #expect(report.source == file.path)
        #expect(report.samples[3] == (try RandomnessSample(index: 3, bits: last)))
    }

    @Test(arguments: [
        (0, nil, 2_500), (1, nil, 2_500), (2_499, nil, 2_500), (2_501, nil, 5_000), (7_499, nil, 7_500),
        (5_000, 3, 7_500), (2_500, 1_000, 2_500_000), (5_001, 2, 7_500),
    ])
    func `a truncated file is refused with both lengths`(byteCount: Int, sampleCount: Int?, expected: Int) throws {
        let path = try write(byteCount)
        #expect(throws: RandomnessError.truncatedFile(path: path, expected: expected, actual: byteCount)) {
            try BitFile(path: path, setting: .bits20000, sampleCount: sampleCount)
        }
    }

    @Test func `a file cut after it was opened is refused`() throws {
        let file = try BitFile(path: try write(5_000), setting: .bits20000)
        _ = try write(4_000)
        #expect(throws: RandomnessError.truncatedFile(path: file.path, expected: 5_000, actual: 4_000)) {
            try file.sample(at: 1)
        }
    }

    @Test func `a path that is no file is refused by name`() throws {
        let folder = try #require(folder)
        for path in [folder.path("absent"), folder.path] {
            let error = try #require(throws: RandomnessError.self) { try BitFile(path: path, setting: .bits20000) }
            #expect("\(error)".hasPrefix("\(path) "), "\(error)")
        }
    }
}
