// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Everything that a run of suites established, as `report.json` holds it.
package struct RunReport: Codable, Sendable {
    /// Names this form of report; a reader refuses any other.
    package static let format = "hufu-vectors-report-1"

    package var format = RunReport.format
    /// When the run began, ISO 8601 in UTC.
    package let startedAt: String
    /// How long it took.
    package let seconds: Double
    /// What the tester asked for, as written on the command line.
    package let arguments: [String]
    /// What came out, for those who read no further.
    package let summary: RunSummary
    package let module: ModuleIdentity
    /// In the order run.
    package let files: [FileReport]
    /// Clause by clause, what was run for it.
    package let coverage: [CoverageRow]

    package init(
        startedAt: String, seconds: Double, arguments: [String], module: ModuleIdentity, files: [FileReport],
        coverage: [CoverageRow]
    ) {
        self.startedAt = startedAt
        self.seconds = seconds
        self.arguments = arguments
        summary = RunSummary(of: files)
        self.module = module
        self.files = files
        self.coverage = coverage
    }
}

/// The sums of a run. They follow from its files.
package struct RunSummary: Codable, Sendable, Equatable {
    /// `PASS`, `FAIL` or `SKIP`.
    package let verdict: String
    package let fileCount: Int
    package let caseCount: Int
    /// Cases, once for each implementation that they were put to.
    package let passed: Int
    package let failed: Int
    package let skipped: Int
    /// Files that could not be read.
    package let unreadable: Int

    init(of files: [FileReport]) {
        let totals = files.map(\.totals).reduce(into: ReportTotals(), +=)
        verdict = totals.verdict.rawValue
        fileCount = files.count
        caseCount = files.map(\.caseCount).reduce(0, +)
        passed = totals.passed
        failed = totals.failed
        skipped = totals.skippedCount
        unreadable = totals.unreadable
    }
}

/// Exactly what was tested, and where.
package struct ModuleIdentity: Codable, Sendable {
    /// hufu's version and the commit it was built from.
    package let version: String
    package let commit: String
    package let operatingSystem: String
    package let architecture: String
    package let processor: String
    /// Instruction sets that matter here and that the CPU has, such as `AVX2`, `VAES`.
    package let processorFeatures: [String]
    /// One for each edition that took part.
    package let editions: [EditionIdentity]

    package init(
        version: String, commit: String, operatingSystem: String, architecture: String, processor: String,
        processorFeatures: [String], editions: [EditionIdentity]
    ) {
        self.version = version
        self.commit = commit
        self.operatingSystem = operatingSystem
        self.architecture = architecture
        self.processor = processor
        self.processorFeatures = processorFeatures
        self.editions = editions
    }
}

/// One loaded edition.
package struct EditionIdentity: Codable, Sendable {
    /// Sub-mode, libraries, kernels, remarks and self-tests, as at load.
    package let selfTest: SelfTestReport
    /// SHA-256 of each library's file, hexadecimal, by path.
    package let libraryHashes: [String: String]

    package init(
        selfTest: SelfTestReport, libraryHashes: [String: String]
    ) {
        self.selfTest = selfTest
        self.libraryHashes = libraryHashes
    }
}

/// One file of vectors.
package struct FileReport: Codable, Sendable {
    /// Relative to the folder that was named.
    package let name: String
    /// SHA-256 of the file, hexadecimal.
    package let sha256: String
    package let byteCount: Int
    /// Such as `NIST CAVP AES-GCM`; nil when no reader knows it or reading failed.
    package let format: String?
    /// Why the file could not be read: its place and the reason. Its run has failed then.
    package let error: String?
    /// How many cases the file holds.
    package let caseCount: Int
    /// Cases that no edition in the run takes, by the reason.
    package let skipped: [String: Int]
    package let runs: [ImplementationRun]
    package let seconds: Double

    package init(
        name: String, sha256: String, byteCount: Int, format: String?, error: String?, caseCount: Int,
        skipped: [String: Int], runs: [ImplementationRun], seconds: Double
    ) {
        self.name = name
        self.sha256 = sha256
        self.byteCount = byteCount
        self.format = format
        self.error = error
        self.caseCount = caseCount
        self.skipped = skipped
        self.runs = runs
        self.seconds = seconds
    }
}

/// The cases of one file and one algorithm on one implementation.
package struct ImplementationRun: Codable, Sendable {
    package let edition: Edition
    package let algorithm: String
    /// Such as `CSM4 portable`; `product` for the public interface of the edition.
    package let implementation: String
    package let passed: Int
    package let failed: Int
    /// By the reason.
    package let skipped: [String: Int]
    /// The first failures, by case.
    package let failures: [CaseFailure]
    package let seconds: Double

    package init(
        edition: Edition, algorithm: String, implementation: String, passed: Int, failed: Int,
        skipped: [String: Int], failures: [CaseFailure], seconds: Double
    ) {
        self.edition = edition
        self.algorithm = algorithm
        self.implementation = implementation
        self.passed = passed
        self.failed = failed
        self.skipped = skipped
        self.failures = failures
        self.seconds = seconds
    }
}

/// One case that did not do what it must.
package struct CaseFailure: Codable, Sendable, Equatable {
    /// The case's name in its file, and the line it begins on.
    package let id: String
    package let line: Int
    /// What happened, and what was expected. Never holds bytes of a key.
    package let reason: String

    package init(
        id: String, line: Int, reason: String
    ) {
        self.id = id
        self.line = line
        self.reason = reason
    }
}

/// One clause of a standard and what was run for it.
package struct CoverageRow: Codable, Sendable {
    /// Such as `NIST SP 800-38D`.
    package let standard: String
    /// Such as `§7.2 authenticated decryption`.
    package let clause: String
    package let algorithm: String
    package let files: [String]
    package let passed: Int
    package let failed: Int
}
