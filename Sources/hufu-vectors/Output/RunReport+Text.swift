// SPDX-License-Identifier: Apache-2.0
import VectorSuites

extension RunReport {
    /// The report as `report.json` has it, without the line feed at its end.
    ///
    /// - Throws: `RunReport.ReadingError`.
    func text() throws(ReadingError) -> String {
        var text = String(decoding: try json(), as: UTF8.self)
        if text.hasSuffix("\n") { text.removeLast() }
        return text
    }
}
