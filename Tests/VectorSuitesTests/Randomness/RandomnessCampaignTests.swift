// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import CryptoEngine
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import VectorSuites

/// Many samples at a time.
@Suite struct RandomnessCampaignTests {
    private static func seeded(_ index: Int) -> BitSequence { BitSequence(seed: UInt64(index) &* 977, count: 20_000) }

    @Test func `the result does not depend on how many run at once`() async throws {
        var reports: [RandomnessReport] = []
        for parallelism in [1, 3, 64] {
            let campaign = RandomnessCampaign(setting: .bits20000, sampleCount: 12, parallelism: parallelism)
            reports.append(try await campaign.run(source: "seeded") { Self.seeded($0) })
        }
        #expect(reports[0].samples.map(\.index) == Array(0..<12))
        #expect(reports[0].samples[7] == (try RandomnessSample(index: 7, bits: Self.seeded(7))))
        for report in reports {
            #expect(report.samples == reports[0].samples && report.verdict == reports[0].verdict)
            #expect(report.verdict == RandomnessVerdict(report.samples))
        }
    }

    @Test func `progress counts every sample once`() async throws {
        var seen: [Int] = []
        let campaign = RandomnessCampaign(setting: .bits20000, sampleCount: 9, parallelism: 4)
        _ = try await campaign.run(source: "seeded", progress: { seen.append($0) }, drawing: { Self.seeded($0) })
        #expect(seen == Array(1...9))
    }

    @Test func `a cancelled task stops the run`() async throws {
        let drawn = Mutex(0)
        let task = Task {
            try await RandomnessCampaign(setting: .bits20000, sampleCount: 1_000_000, parallelism: 2)
                .run(source: "seeded") { index in
                    drawn.withLock { $0 += 1 }
                    return Self.seeded(index)
                }
        }
        while drawn.withLock({ $0 }) < 3 { await Task.yield() }
        task.cancel()
        await #expect(throws: RandomnessError.cancelled) { _ = try await task.value }
        #expect(drawn.withLock { $0 } < 1_000)
    }

    @Test func `a generator that gives out ends the run`() async {
        await #expect(throws: RandomnessError.generatorFailed(.randomUnavailable)) {
            _ = try await RandomnessCampaign(setting: .bits20000, sampleCount: 100, parallelism: 2)
                .run(source: "broken") { (index) throws(RandomnessError) in
                    guard index < 5 else { throw .generatorFailed(.randomUnavailable) }
                    return Self.seeded(index)
                }
        }
    }

    @Test func `samples of another length are refused`() async {
        await #expect(throws: RandomnessError.tooShort(test: .blockFrequency, needed: 1_000, actual: 800)) {
            _ = try await RandomnessCampaign(setting: .bits20000, sampleCount: 1)
                .run(source: "short") { _ in BitSequence(seed: 1, count: 800) }
        }
    }

    /// No bound on evenness here: that a sound generator fails 7 of 20 samples happens once in 10⁹ runs.
    @Test(arguments: Edition.allCases)
    func `both editions' generators stand the tests`(_ edition: Edition) async throws {
        let campaign = RandomnessCampaign(setting: .bits20000, sampleCount: 20)
        let report = try await campaign.run(on: try edition.loaded())
        #expect(report.source == edition.rawValue && report.samples.count == 20)
        for row in report.verdict.rows { #expect(row.passedCount > 13, "\(row)") }
        #expect(Set(report.samples.map { $0.results[0].value.p }).count > 10, "the samples differ")
    }

    @Test func `a report survives JSON`() async throws {
        let campaign = RandomnessCampaign(setting: .bits20000, sampleCount: 2)
        let report = try await campaign.run(source: "seeded") { Self.seeded($0) }
        let data = try JSONEncoder().encode(report)
        #expect(try JSONDecoder().decode(RandomnessReport.self, from: data) == report)
        #expect(report.format == "hufu-randomness-report-1")
    }
}
