// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
internal import Foundation

/// Tests many samples of one generator, several at a time: GM/T 0005-2021 asks for 1,000 of 10⁶ bits.
///
/// Cancelling the task that runs it ends it within one sample on each thread.
package struct RandomnessCampaign: Sendable {
    package let setting: RandomnessSetting
    package let sampleCount: Int
    /// How many samples are tested at once.
    package let parallelism: Int

    /// - Parameters:
    ///   - setting: length of a sample and what is tested.
    ///   - sampleCount: s, at least 1.
    ///   - parallelism: how many samples at once; one for each processor when nil.
    package init(setting: RandomnessSetting, sampleCount: Int, parallelism: Int? = nil) {
        precondition(sampleCount > 0 && parallelism ?? 1 > 0, "nothing to test, or nothing to test it on")
        self.setting = setting
        self.sampleCount = sampleCount
        self.parallelism = parallelism ?? ProcessInfo.processInfo.activeProcessorCount
    }

    /// Tests the generator of `edition`.
    ///
    /// - Parameters:
    ///   - edition: each sample is one draw from it.
    ///   - progress: called after each sample with the number of those done.
    /// - Returns: the verdict, and every value it follows from.
    /// - Throws: ``RandomnessError/generatorFailed(_:)``; ``RandomnessError/cancelled``.
    package func run(
        on edition: any CryptoEdition, progress: (_ finished: Int) -> Void = { _ in }
    ) async throws(RandomnessError) -> RandomnessReport {
        let byteCount = setting.byteCount
        return try await run(source: edition.edition.rawValue, progress: progress) {
            (_: Int) throws(RandomnessError) in try BitSequence(drawing: byteCount, from: edition)
        }
    }

    /// Tests the samples of `file`, which must have this campaign's length and at least as many.
    ///
    /// - Parameters:
    ///   - file: its samples are taken from the first on.
    ///   - progress: called after each sample with the number of those done.
    /// - Returns: the verdict, and every value it follows from.
    /// - Throws: ``RandomnessError/unreadableFile(path:reason:)``;
    ///   ``RandomnessError/truncatedFile(path:expected:actual:)``; ``RandomnessError/cancelled``.
    package func run(
        on file: BitFile, progress: (_ finished: Int) -> Void = { _ in }
    ) async throws(RandomnessError) -> RandomnessReport {
        precondition(file.setting == setting, "samples of another length")
        return try await run(source: file.path, progress: progress) {
            (index: Int) throws(RandomnessError) in try file.sample(at: index)
        }
    }

    /// Tests what `draw` answers for each index, on several threads at once.
    ///
    /// - Parameters:
    ///   - source: names the generator in the report.
    ///   - progress: called after each sample with the number of those done.
    ///   - draw: the sample at an index from 0.
    /// - Returns: the verdict, and every value it follows from.
    /// - Throws: what `draw` throws; ``RandomnessError/cancelled``.
    package func run(
        source: String, progress: (_ finished: Int) -> Void = { _ in },
        drawing draw: @escaping @Sendable (_ index: Int) throws(RandomnessError) -> BitSequence
    ) async throws(RandomnessError) -> RandomnessReport {
        let start = ContinuousClock.now
        let items = setting.items
        typealias Outcome = Result<RandomnessSample, RandomnessError>
        let outcome = await withTaskGroup(of: Outcome.self) { group -> Result<[RandomnessSample], RandomnessError> in
            @Sendable func test(_ index: Int) -> Outcome {
                guard !Task.isCancelled else { return .failure(.cancelled) }
                return Outcome { () throws(RandomnessError) in
                    try RandomnessSample(index: index, bits: draw(index), items: items)
                }
            }
            var next = min(parallelism, sampleCount)
            for index in 0..<next { group.addTask { test(index) } }
            var samples: [RandomnessSample] = []
            while let finished = await group.next() {
                switch finished {
                case .failure(let error):
                    group.cancelAll()
                    return .failure(error)
                case .success(let sample):
                    samples.append(sample)
                    progress(samples.count)
                }
                if next < sampleCount {
                    let index = next
                    group.addTask { test(index) }
                    next += 1
                }
            }
            return .success(samples.sorted { $0.index < $1.index })
        }
        let samples = try outcome.get()
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        return RandomnessReport(
            source: source, seconds: elapsed, verdict: RandomnessVerdict(samples), samples: samples)
    }
}

extension BitSequence {
    /// Fresh bits of the edition's own generator.
    ///
    /// - Throws: ``RandomnessError/generatorFailed(_:)``.
    init(drawing byteCount: Int, from edition: any CryptoEdition) throws(RandomnessError) {
        do {
            self.init(try edition.randomBytes(byteCount))
        } catch {
            throw .generatorFailed(error)
        }
    }
}
