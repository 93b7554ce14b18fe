// SPDX-License-Identifier: Apache-2.0

extension AuditRecord {
    /// The bytes that are stored, and later chained: one JSON object (RFC 8259), names sorted, no white space, the name
    /// of a missing key left out. Serialised once, at writing. `JSONDecoder` reads it back.
    public func serialised() -> [UInt8] {
        var json: [UInt8] = []
        json.reserveCapacity(AuditRecord.usualByteCount + principal.utf8.count + requestID.utf8.count)
        json.append(contentsOf: #"{"action":"#.utf8)
        json.append(quoting: action.rawValue)
        json.append(contentsOf: (approvedService ? #","approvedService":true"# : #","approvedService":false"#).utf8)
        if let dataKeyID {
            json.append(contentsOf: #","dataKeyID":""#.utf8)
            json.append(contentsOf: dataKeyID.characters)
            json.append(UInt8(ascii: "\""))
        }
        if let keyID {
            json.append(contentsOf: #","keyID":""#.utf8)
            json.append(contentsOf: keyID.characters)
            json.append(UInt8(ascii: "\""))
        }
        json.append(contentsOf: #","outcome":"#.utf8)
        json.append(quoting: outcome)
        json.append(contentsOf: #","principal":"#.utf8)
        json.append(quoting: principal)
        json.append(contentsOf: #","requestID":"#.utf8)
        json.append(quoting: requestID)
        json.append(contentsOf: #","time":"#.utf8)
        json.append(contentsOf: String(time.seconds).utf8)
        json.append(UInt8(ascii: "}"))
        return json
    }

    /// Names, punctuation, key ID, time and the usual words, in bytes.
    private static let usualByteCount = 192
}

extension [UInt8] {
    /// Appends a JSON string, escaped where RFC 8259 §7 demands it and nowhere else.
    fileprivate mutating func append(quoting text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(escaping: byte)
            case 0x08: append(escaping: UInt8(ascii: "b"))
            case 0x09: append(escaping: UInt8(ascii: "t"))
            case 0x0A: append(escaping: UInt8(ascii: "n"))
            case 0x0C: append(escaping: UInt8(ascii: "f"))
            case 0x0D: append(escaping: UInt8(ascii: "r"))
            case 0x00..<0x20:
                append(contentsOf: #"\u00"#.utf8)
                append(contentsOf: [byte].hexText.utf8)
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func append(escaping character: UInt8) {
        append(UInt8(ascii: "\\"))
        append(character)
    }
}
