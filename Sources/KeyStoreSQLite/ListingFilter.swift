// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import GRDB
internal import KeyManagement

/// The condition of a listing, in SQL, with its arguments in order.
struct ListingFilter {
    private(set) var condition = "TRUE"
    private(set) var arguments: StatementArguments = []

    /// The text form of an ID, as UniqueID writes it.
    private static let idText = """
        lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4) || '-' \
        || substr(hex(id), 17, 4) || '-' || substr(hex(id), 21))
        """

    /// What of `query` chooses keys, rows of `cmk`.
    init(_ query: KeyQuery) {
        if let states = query.states { restrict("state", to: states.map(\.rawValue)) }
        if let origin = query.origin { restrict("origin", to: [origin.rawValue]) }
        if let usage = query.usage { restrict("usage", to: [usage.rawValue]) }
        search(query.search, in: "alias")
        for filter in query.tags { restrict(tagsAt: "$.tagList", to: filter) }
    }

    /// What of `query` chooses data keys, rows of `data_key`.
    init(_ query: DataKeyQuery) {
        if let states = query.states { restrict("state", to: states.map(\.rawValue)) }
        if let origin = query.origin { restrict("origin", to: [origin.rawValue]) }
        if let keyID = query.keyID { restrict("cmk_id", to: [keyID.blob]) }
        if let byteCount = query.byteCount { restrict("byte_count", to: [byteCount]) }
        search(query.search, in: "name")
        for filter in query.tags { restrict(tagsAt: "$.tags", to: filter) }
    }

    private mutating func restrict(_ column: String, to values: [some DatabaseValueConvertible]) {
        add("\(column) IN (\(ListingFilter.marks(values.count)))", StatementArguments(values))
    }

    /// Compares bytes with `instr`: unlike LIKE it has no wildcards, and a NUL does not end the text.
    private mutating func search(_ text: String?, in column: String) {
        guard let text, !text.isEmpty else { return }
        let part = Data(text.utf8)
        add(
            "(instr(CAST(\(column) AS BLOB), ?) > 0 OR instr(CAST(\(ListingFilter.idText) AS BLOB), ?) > 0)",
            [part, part])
    }

    /// Looks into the record's list of tags; a record without one has none. Compares bytes: a bound text ends at a NUL.
    private mutating func restrict(tagsAt path: String, to filter: TagFilter) {
        var term = "CAST(json_extract(tag.value, '$.key') AS BLOB) = ?"
        if !filter.values.isEmpty {
            let marks = ListingFilter.marks(filter.values.count)
            term += " AND CAST(json_extract(tag.value, '$.value') AS BLOB) IN (\(marks))"
        }
        add(
            "EXISTS (SELECT 1 FROM json_each(record, '\(path)') AS tag WHERE \(term))",
            StatementArguments(([filter.key] + filter.values).map { Data($0.utf8) }))
    }

    private mutating func add(_ term: String, _ values: StatementArguments) {
        condition += " AND \(term)"
        arguments += values
    }

    private static func marks(_ count: Int) -> String {
        Array(repeating: "?", count: count).joined(separator: ", ")
    }
}
