// SPDX-License-Identifier: Apache-2.0

/// What an edition found when it loaded. It exists only when every test passed.
public struct SelfTestReport: Sendable, Codable {
    /// A library the edition computes with.
    public struct Library: Sendable, Codable, Equatable {
        /// The library's name, such as `OpenSSL libcrypto`.
        public let name: String
        /// Its version, as it says itself at run time.
        public let version: String
        /// The file it was loaded from; nil when it is linked into the program.
        public let path: String?

        package init(name: String, version: String, path: String?) {
            self.name = name
            self.version = version
            self.path = path
        }
    }

    /// One test that passed.
    public struct Result: Sendable, Codable {
        /// The test's name.
        public let name: String
        /// Where the expected answer comes from.
        public let reference: String
        /// Always true: an edition with a failed test does not load.
        public let passed: Bool
        /// How long it took, in microseconds.
        public let microseconds: Double

        init(name: String, reference: String, duration: Duration) {
            self.name = name
            self.reference = reference
            passed = true
            microseconds = Double(duration.components.attoseconds) / 1e12 + Double(duration.components.seconds) * 1e6
        }
    }

    /// The edition tested.
    public let edition: Edition
    /// What is validated, part by part.
    public let status: ValidationStatus
    /// The libraries in use.
    public let libraries: [Library]
    /// For each cipher the implementation chosen, such as `SM4-GCM` → `libgcrypt`.
    public let kernels: [String: String]
    /// What an operator should know, such as a library too old for a cipher.
    public let remarks: [String]
    /// Every test, in the order run.
    public let results: [Result]

    package init(
        edition: Edition, status: ValidationStatus, libraries: [Library], kernels: [String: String],
        remarks: [String], results: [Result]
    ) {
        self.edition = edition
        self.status = status
        self.libraries = libraries
        self.kernels = kernels
        self.remarks = remarks
        self.results = results
    }
}
