// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Which wrapping algorithms an edition offers, as configured: the edition decides, this module obeys.
package struct ImportOffer: Sendable {
    /// The edition that offers them, for its name in errors.
    package let edition: Edition
    /// What it offers, in the order of preference.
    package let algorithms: [WrappingAlgorithm]

    package init(edition: Edition, algorithms: [WrappingAlgorithm]) {
        self.edition = edition
        self.algorithms = algorithms
    }

    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)`` unless an algorithm on offer takes such a pair.
    func require(_ spec: WrappingKeySpec) throws(CryptoError) {
        guard algorithms.contains(where: { $0.keySpec == spec }) else {
            throw .unsupportedAlgorithm(name: spec.rawValue, edition: edition)
        }
    }

    /// - Throws: ``CryptoError/unsupportedAlgorithm(name:edition:)`` unless it is on offer and takes such a pair.
    func require(_ algorithm: WrappingAlgorithm, for spec: WrappingKeySpec) throws(CryptoError) {
        guard algorithms.contains(algorithm), algorithm.keySpec == spec else {
            throw .unsupportedAlgorithm(name: algorithm.rawValue, edition: edition)
        }
    }
}
