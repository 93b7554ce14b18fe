// SPDX-License-Identifier: Apache-2.0

/// A random bit generator (SP 800-90A), as its library describes it.
package struct RandomGenerator: Sendable, Equatable, Encodable {
    /// What it is for. The primary seeds the other two, of which each thread has its own.
    package enum Role: String, Sendable, CaseIterable, Encodable {
        case primary
        /// For secrets.
        case `private`
        /// For what an onlooker sees, such as nonces.
        case `public`
    }

    package let role: Role
    /// The library's name of its mechanism, such as `CTR-DRBG`.
    package let mechanism: String
    /// The block cipher it runs on; nil where it runs on none, or does not say.
    package let cipher: String?
    /// The security strength that it is instantiated at.
    package let strengthBits: Int
    /// The provider that computes it.
    package let provider: String
    /// Whether it is instantiated and not in its error state.
    package let isReady: Bool

    package init(
        role: Role, mechanism: String, cipher: String?, strengthBits: Int, provider: String, isReady: Bool
    ) {
        self.role = role
        self.mechanism = mechanism
        self.cipher = cipher
        self.strengthBits = strengthBits
        self.provider = provider
        self.isReady = isReady
    }

    /// What primary generators are seeded from.
    package struct Seed: Sendable, Equatable, Encodable {
        /// The library's name of the source, such as `SEED-SRC`.
        package let name: String
        /// The provider that it belongs to.
        package let provider: String

        package init(name: String, provider: String) {
            self.name = name
            self.provider = provider
        }
    }
}
