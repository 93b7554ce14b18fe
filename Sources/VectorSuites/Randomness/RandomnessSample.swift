// SPDX-License-Identifier: Apache-2.0

/// What the tests say of one sample.
package struct RandomnessSample: Sendable, Equatable, Codable {
    /// One statistic of the sample.
    package struct Result: Sendable, Equatable, Codable {
        package let item: RandomnessItem
        package let value: PValue
    }

    /// Its place among the samples, from 0.
    package let index: Int
    package let bitCount: Int
    /// In the standard's order, the same for all samples of a run.
    package let results: [Result]

    /// Tests `bits`.
    ///
    /// - Parameters:
    ///   - index: the sample's place, for the report.
    ///   - bits: the sample.
    ///   - items: what is tested; what Annex A has for this length when nil.
    /// - Throws: ``RandomnessError/unsupportedLength(_:)`` when `items` is nil; else as ``RandomnessItem/pValues(_:)``.
    package init(index: Int, bits: BitSequence, items: [RandomnessItem]? = nil) throws(RandomnessError) {
        var results: [Result] = []
        let items = if let items { items } else { try RandomnessSetting(bitCount: bits.count).items }
        for item in items {
            for value in try item.pValues(bits) { results.append(Result(item: item, value: value)) }
        }
        self.init(index: index, bitCount: bits.count, results: results)
    }

    init(index: Int, bitCount: Int, results: [Result]) {
        self.index = index
        self.bitCount = bitCount
        self.results = results
    }

    /// Whether every P-value is at least α.
    package var passed: Bool { results.allSatisfy { $0.value.p >= RandomnessVerdict.alpha } }
}
