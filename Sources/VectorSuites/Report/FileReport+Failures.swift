// SPDX-License-Identifier: Apache-2.0

extension FileReport {
    /// A file that could not be read.
    init(
        _ file: SuiteFile, _ contents: VectorFile? = nil, sha256: String = "", error: VectorFileError, seconds: Double
    ) {
        self.init(
            name: file.name, sha256: sha256, byteCount: contents?.contents.count ?? 0, format: nil,
            error: "\(error.place): \(error.reason)", caseCount: 0, skipped: [:], runs: [], seconds: seconds)
    }
}
