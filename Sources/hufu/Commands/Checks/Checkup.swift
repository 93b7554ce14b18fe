// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import KeyManagement

/// What `hufu doctor` found, check by check.
struct Checkup {
    /// How a check came out.
    enum Verdict: String, Encodable {
        case ok = "OK"
        case warning = "WARN"
        case failure = "FAIL"
    }

    /// One check.
    struct Finding: Encodable {
        /// What was looked at.
        let check: String
        /// How it came out.
        let verdict: Verdict
        /// What was found.
        let text: String
        /// What to do; nil when nothing is to be done.
        let advice: String?
    }

    /// Everything found so far, in the order of looking.
    private(set) var findings: [Finding] = []

    /// Whether a check failed.
    var hasFailed: Bool { findings.contains { $0.verdict == .failure } }

    /// Notes that a check passed.
    mutating func pass(_ check: String, _ text: String) {
        findings.append(Finding(check: check, verdict: .ok, text: text, advice: nil))
    }

    /// Notes what should be better.
    mutating func warn(_ check: String, _ text: String, advice: String) {
        findings.append(Finding(check: check, verdict: .warning, text: text, advice: advice))
    }

    /// Notes what stands in the way.
    mutating func fail(_ check: String, _ text: String, advice: String? = nil) {
        findings.append(Finding(check: check, verdict: .failure, text: text, advice: advice))
    }

    /// Notes an error, whose own text says what to do.
    mutating func fail(_ check: String, _ error: any Error) { fail(check, String(describing: error)) }
}
