// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What `seal-ratio` prints.
struct RatioReport: Encodable {
    /// Rounds behind each median.
    let rounds: Int
    /// The highest ratio at ``judgedByteCount`` that passes.
    let limit: Double
    /// One row per size.
    let rows: [RatioRow]

    /// The size whose ratio decides: 4 KiB.
    static let judgedByteCount = 4096

    /// Whether the judged size is there and within the limit.
    var passes: Bool {
        rows.contains { $0.plaintextByteCount == Self.judgedByteCount && $0.ratio <= limit }
    }

    /// For machines: all numbers, and the verdict.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// For people: a line per size, nanoseconds per message, and the verdict.
    func table() -> String {
        let head = Self.line("plaintext", "Encryptor.seal", "bare EVP", "difference", "ratio")
        let lines = rows.map { row in
            Self.line(
                "\(row.plaintextByteCount) B", Self.nanoseconds(row.encryptorNanoseconds),
                Self.nanoseconds(row.bareNanoseconds),
                Self.nanoseconds(row.encryptorNanoseconds - row.bareNanoseconds), String(format: "%.3f", row.ratio))
        }
        let verdict = String(
            format: "%@: %d B at most %.2f × bare EVP (medians of %d rounds)", passes ? "PASS" : "FAIL",
            Self.judgedByteCount, limit, rounds)
        return ([head] + lines + [verdict]).joined(separator: "\n")
    }

    private static func line(_ columns: String...) -> String {
        columns.map { String(repeating: " ", count: max(0, 14 - $0.count)) + $0 }.joined(separator: "  ")
    }

    private static func nanoseconds(_ value: Double) -> String { String(format: "%.1f ns", value) }

    private enum CodingKeys: String, CodingKey {
        case rounds
        case limit
        case rows
        case passes
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rounds, forKey: .rounds)
        try container.encode(limit, forKey: .limit)
        try container.encode(rows, forKey: .rows)
        try container.encode(passes, forKey: .passes)
    }
}
