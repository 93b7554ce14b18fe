// SPDX-License-Identifier: Apache-2.0

extension AccessPolicy: Codable {
    /// Reads the text of a document.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(document: Array(try container.decode(String.self).utf8))
        } catch let error as PolicyError {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Writes the text of its document.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(document)
    }
}
