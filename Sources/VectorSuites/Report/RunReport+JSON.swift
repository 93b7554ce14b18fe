// SPDX-License-Identifier: Apache-2.0
internal import Foundation

extension RunReport {
    /// Why bytes are no report of this form.
    package enum ReadingError: Error, Equatable, CustomStringConvertible {
        /// Another form than ``RunReport/format``, such as a newer hufu writes.
        case otherFormat(String)
        /// Not JSON, or a field is missing or of another type. Says where.
        case malformed(String)
        /// A report, but not in the bytes that hufu writes for it: an unknown or repeated field, another spacing.
        case notCanonical

        package var description: String {
            switch self {
            case .otherFormat(let format):
                "It is of the form '\(format)'; this hufu-vectors reads '\(RunReport.format)'. Use the one that wrote "
                    + "it."
            case .malformed(let reason):
                "It is no report: \(reason). Take the file as it was written."
            case .notCanonical:
                "It holds a report, but with fields or spacing that hufu-vectors does not write. Take it as written."
            }
        }
    }

    /// The report as JSON: fields by name, indented, a line feed at the end. The same report, the same bytes.
    ///
    /// - Throws: ``ReadingError/malformed(_:)`` for a number that JSON cannot hold.
    package func json() throws(ReadingError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return [UInt8](try encoder.encode(self)) + Array("\n".utf8)
        } catch {
            throw .malformed("a number in it is not finite")
        }
    }

    /// Reads what ``json()`` wrote, byte for byte.
    ///
    /// - Throws: ``ReadingError``.
    package init(json: [UInt8]) throws(ReadingError) {
        let decoder = JSONDecoder()
        let data = Data(json)
        do {
            let format = try decoder.decode(FormatField.self, from: data).format
            guard format == Self.format else { throw ReadingError.otherFormat(format.shown) }
            self = try decoder.decode(RunReport.self, from: data)
        } catch let error as ReadingError {
            throw error
        } catch {
            throw .malformed(Self.reason(of: error))
        }
        guard summary == RunSummary(of: files), try self.json() == json else { throw .notCanonical }
    }

    private struct FormatField: Decodable {
        let format: String
    }

    private static func reason(of error: any Error) -> String {
        guard let error = error as? DecodingError else { return "it is not JSON" }
        switch error {
        case .keyNotFound(let key, let context): return "'\(place(context.codingPath + [key]))' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "'\(place(context.codingPath))' is of another type"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "'\(place(context.codingPath))' holds what it cannot"
        default: return "it is not JSON"
        }
    }

    /// `files[3].name`.
    private static func place(_ path: [any CodingKey]) -> String {
        path.reduce(into: "") { place, key in
            if let index = key.intValue {
                place += "[\(index)]"
            } else {
                place += (place.isEmpty ? "" : ".") + key.stringValue
            }
        }.shown
    }
}
