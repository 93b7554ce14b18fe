// SPDX-License-Identifier: Apache-2.0
import Testing

/// One of the nine rules of the key (docs/architecture.md), and the check that proves it.
///
/// The rules hold in both editions and on every store: their tests call ``verify`` of ``all``, each with a fixture of its
/// own.
package struct KeyRule: Sendable, CustomTestStringConvertible {
    /// The rule, in words, after its number.
    package let text: String
    /// Records an issue, or throws, where the rule does not hold.
    package let verify: @Sendable (KeyServiceFixture) async throws -> Void

    /// All nine.
    package static let all = [
        identity, ownGenerator, broughtMaterial, exactLength, togetherForEver, onlyThatKey, unusableWithout,
        ownersBackup, delayedDeletion,
    ]

    package var testDescription: String { text }

    init(_ text: String, _ verify: @escaping @Sendable (KeyServiceFixture) async throws -> Void) {
        self.text = text
        self.verify = verify
    }
}
