// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// What tag filters choose of the sample keys ``tagged``; newest first.
struct TagFilterRow: Sendable {
    let filters: [TagFilter]
    let numbers: [UInt32]

    static let tagged: [(number: UInt32, tags: [KeyTag])] = [
        (1, []),
        (2, [KeyTag(key: "env", value: "dev")]),
        (3, [KeyTag(key: "env", value: "prod"), KeyTag(key: "team", value: "pay")]),
        (4, [KeyTag(key: "Env", value: "prod"), KeyTag(key: "team", value: "")]),
        (5, [KeyTag(key: "caf\u{E9}", value: "\u{E9}"), KeyTag(key: "dev", value: "env")]),
    ]

    static let rows = [
        TagFilterRow(filters: [TagFilter(key: "env")], numbers: [3, 2]),
        TagFilterRow(filters: [TagFilter(key: "env", values: ["prod"])], numbers: [3]),
        TagFilterRow(filters: [TagFilter(key: "env", values: ["prod", "dev", "'"])], numbers: [3, 2]),
        TagFilterRow(filters: [TagFilter(key: "env", values: ["Prod"])], numbers: []),
        TagFilterRow(filters: [TagFilter(key: "team", values: [""])], numbers: [4]),
        TagFilterRow(filters: [TagFilter(key: "team"), TagFilter(key: "env")], numbers: [3]),
        TagFilterRow(filters: [TagFilter(key: "env", values: ["pay"])], numbers: []),
        TagFilterRow(filters: [TagFilter(key: "caf\u{E9}")], numbers: [5]),
        TagFilterRow(filters: [TagFilter(key: "cafe\u{301}")], numbers: []),
        TagFilterRow(filters: [TagFilter(key: "caf\u{E9}", values: ["e\u{301}"])], numbers: []),
        TagFilterRow(filters: [TagFilter(key: "env\u{0}")], numbers: []),
        TagFilterRow(filters: [TagFilter(key: "")], numbers: []),
        TagFilterRow(filters: [TagFilter(key: "' OR 1=1 --", values: ["x"])], numbers: []),
        TagFilterRow(filters: [], numbers: [5, 4, 3, 2, 1]),
    ]
}
