// SPDX-License-Identifier: Apache-2.0
import CryptoEditions

/// Every contest there is on this machine.
package struct Catalog {
    package let contests: [Contest]
    /// CSM4's kernels that this CPU runs, fastest first.
    package let kernels: [String]
    /// The libraries that take part, with the version that runs.
    package let versions: [String: String]

    /// Loads both editions and looks for the peers.
    ///
    /// - Parameter moduleConfiguration: the configuration of OpenSSL's FIPS provider, where there is one.
    /// - Returns: contests by suite, subject and size.
    /// - Throws: `CryptoError`; ``NoReference`` when libgcrypt or OpenSSL lacks the cipher that others are checked by.
    package static func load(moduleConfiguration: String?) throws -> Catalog {
        let engines = try Engines(moduleConfiguration: moduleConfiguration)
        let aes = try AESRoster(engines: engines.fips, moduleConfiguration: moduleConfiguration)
        let sm4 = try SM4Roster(engines: engines.sm)
        let load = Contest(
            .load, "edition", baseline: Edition.fips.rawValue,
            contenders: [Edition.fips, Edition.smCrypto].map { .loading($0) }
        ) { output, _ in !output.isEmpty && !output.contains(0) }
        let contests = aes.contests + sm4.contests
        return Catalog(
            contests: Contest.Suite.allCases.flatMap { suite in contests.filter { $0.suite == suite } } + [load],
            kernels: KernelPeer.Kernel.supported.map(\.name), versions: versions)
    }

    private static var versions: [String: String] {
        var versions = ["OpenSSL": EVPPeer.version, "libgcrypt": GcryptPeer.version]
        #if HUFU_BOTAN
        versions["Botan"] = BotanPeer.version
        #endif
        return versions
    }

    /// The contest of that suite, subject, size and one thread.
    package func contest(_ suite: Contest.Suite, _ subject: String, _ byteCount: Int) -> Contest? {
        contests.first {
            $0.suite == suite && $0.subject == subject && $0.size?.byteCount == byteCount && $0.threadCount == 1
        }
    }
}

/// Why nothing can be measured: nobody is there to check by.
package struct NoReference: Error, CustomStringConvertible {
    let library: String
    let cipher: String

    package var description: String { "\(library) has no \(cipher): there is nothing to check others by." }
}
