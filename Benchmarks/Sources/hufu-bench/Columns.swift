// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Lays text out for people.
enum Columns {
    /// The first column flush left and wide, the others flush right.
    static func line(_ first: String, _ others: String...) -> String {
        let rest = others.map { String(repeating: " ", count: max(0, 11 - $0.count)) + $0 }.joined(separator: " ")
        return (first + String(repeating: " ", count: max(1, 60 - first.count)) + rest).trimmingSuffix
    }

    static func number(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}

extension String {
    /// Without blanks at the end.
    fileprivate var trimmingSuffix: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
