// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Which implementations of an edition take part in a run; all of them unless something was asked for.
package struct ImplementationSelection: Sendable {
    /// Implementations whose name holds this, such as `libgcrypt`; `vendored` is CSM4; nil for all.
    package var provider: String?
    /// The one CSM4 kernel that takes part; nil for all.
    package var kernel: String?

    private static let vendored = "CSM4 "

    package init(provider: String? = nil, kernel: String? = nil) {
        self.provider = provider
        self.kernel = kernel
    }

    /// The first that computes `algorithm`; nil when none does.
    package func implementation(
        of algorithm: VectorAlgorithm, in port: any VectorPort
    ) -> (any SuiteImplementation)? {
        port.implementations(of: algorithm).first(where: isSelected).map { PortImplementation($0, of: port) }
    }

    /// Those that compute `algorithm`, the product's own interface at the end.
    func implementations(of algorithm: VectorAlgorithm, in port: any VectorPort) -> [any SuiteImplementation] {
        var implementations: [any SuiteImplementation] = port.implementations(of: algorithm).filter(isSelected).map {
            PortImplementation($0, of: port)
        }
        let product = ProductImplementation(port)
        if product.offers(algorithm), provider == nil, kernel == nil { implementations.append(product) }
        return implementations
    }

    private func isSelected(_ name: String) -> Bool {
        if let provider {
            let part = provider == "vendored" ? Self.vendored : provider
            guard name.lowercased().contains(part.lowercased()) else { return false }
        }
        guard let kernel, name.hasPrefix(Self.vendored) else { return kernel == nil }
        return name == Self.vendored + kernel
    }
}
