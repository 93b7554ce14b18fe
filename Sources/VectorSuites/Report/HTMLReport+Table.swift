// SPDX-License-Identifier: Apache-2.0

extension HTMLReport {
    /// A column of a table.
    struct Column {
        let title: String
        let isNumber: Bool

        static func text(_ title: String) -> Column { Column(title: title, isNumber: false) }
        static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
    }

    /// A table in a box of its own, which scrolls when the window is narrower; reachable by keyboard.
    ///
    /// - Parameters:
    ///   - caption: what it lists.
    ///   - style: `wide` or `middle` for many columns, `small` or `narrow` for few.
    ///   - columns: its head.
    ///   - groups: bodies, each with rows as ``row(_:_:)`` and ``groupHeader(_:columns:)`` make them.
    /// - Returns: the box.
    func table(_ caption: String, style: String = "small", _ columns: [Column], groups: [[Markup]]) -> Markup {
        """
        <div class="scroll" role="region" aria-label="\(caption)" tabindex="0">
        <table class="\(style)">
        <caption><div class="stay">\(caption)</div></caption>
        <thead><tr>\(columns.reduce(.empty) { head, column in
            "\(head)<th scope=\"col\"\(column.isNumber ? " class=\"n\"" : Markup.empty)>\(column.title)</th>"
        })</tr></thead>
        \(groups.map { rows -> Markup in "<tbody>\n\(rows)\n</tbody>" })
        </table>
        </div>
        """
    }

    /// One row.
    func row(_ cells: [Markup], _ columns: [Column]) -> Markup {
        let cells: Markup = zip(cells, columns).reduce(.empty) { row, pair in
            "\(row)<td\(pair.1.isNumber ? " class=\"n\"" : Markup.empty)>\(pair.0)</td>"
        }
        return "<tr>\(cells)</tr>"
    }

    /// A row that names the group below it. It stays in view when the table scrolls sideways.
    func groupHeader(_ content: Markup, columns: [Column]) -> Markup {
        """
        <tr class="group"><th scope="rowgroup" colspan="\(columns.count)"><div class="stay">\(content)</div></th></tr>
        """
    }

    /// A row of a verdict and one sentence.
    func note(_ verdict: ReportVerdict, _ content: Markup, columns: [Column]) -> Markup {
        """
        <tr><td>\(badge(verdict))</td><td colspan="\(columns.count - 1)"><div class="stay">\(content)</div></td></tr>
        """
    }
}
