// SPDX-License-Identifier: Apache-2.0

extension Substring {
    /// The text without blanks at either end.
    var trimmingBlanks: Substring {
        let end = lastIndex { $0 != " " && $0 != "\t" }.map { index(after: $0) } ?? startIndex
        return self[..<end].drop { $0 == " " || $0 == "\t" }
    }
}
