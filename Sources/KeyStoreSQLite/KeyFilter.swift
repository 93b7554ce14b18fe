// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import GRDB
internal import KeyManagement

/// The condition of a listing, in SQL, with its arguments in order.
struct KeyFilter {
    private(set) var condition = "TRUE"
    private(set) var arguments: StatementArguments = []

    /// The text form of an ID, as UniqueID writes it.
    private static let idText = """
        lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4) || '-' \
        || substr(hex(id), 17, 4) || '-' || substr(hex(id), 21))
        """

    /// What of `query` chooses keys.
    ///
    /// The search compares bytes with `instr`: unlike LIKE it has no wildcards, and a NUL does not end the text.
    init(_ query: KeyQuery) {
        if let states = query.states {
            let marks = Array(repeating: "?", count: states.count).joined(separator: ", ")
            restrict("state IN (\(marks))", StatementArguments(states.map(\.rawValue)))
        }
        if let origin = query.origin {
            restrict("origin = ?", [origin.rawValue])
        }
        if let search = query.search, !search.isEmpty {
            let part = Data(search.utf8)
            restrict(
                "(instr(CAST(alias AS BLOB), ?) > 0 OR instr(CAST(\(KeyFilter.idText) AS BLOB), ?) > 0)", [part, part])
        }
    }

    private mutating func restrict(_ term: String, _ values: StatementArguments) {
        condition += " AND \(term)"
        arguments += values
    }
}
