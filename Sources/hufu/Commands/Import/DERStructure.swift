// SPDX-License-Identifier: Apache-2.0

/// What a DER file holds, by its outermost parts (X.690 §8.1). For diagnosis only; nothing is decided by it.
enum DERStructure: Equatable {
    /// SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
    case publicKey
    /// CMS ContentInfo (RFC 5652 §3).
    case cryptographicMessage
    /// SM2 ciphertext (GM/T 0009 §7.2): x, y, hash, and a ciphertext as long as the plaintext.
    case sm2Ciphertext(plaintextByteCount: Int)
    /// Another SEQUENCE that fills the file.
    case other

    /// Recognises the structure; nil unless one SEQUENCE fills `bytes` exactly.
    init?(_ bytes: [UInt8]) {
        guard let outer = DERElement(bytes[...]), outer.tag == 0x30, outer.rest.isEmpty else { return nil }
        let elements = DERElement.all(in: outer.content)
        switch elements.map(\.tag) {
        case [0x30, 0x03]: self = .publicKey
        case [0x06, 0xA0]: self = .cryptographicMessage
        case [0x02, 0x02, 0x04, 0x04] where elements[2].content.count == 32:
            self = .sm2Ciphertext(plaintextByteCount: elements[3].content.count)
        default: self = .other
        }
    }
}

/// One element: tag, content, and what follows it.
private struct DERElement {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    let rest: ArraySlice<UInt8>

    init?(_ bytes: ArraySlice<UInt8>) {
        guard let tag = bytes.first, let first = bytes.dropFirst().first else { return nil }
        var rest = bytes.dropFirst(2)
        var count = Int(first)
        if first >= 0x80 {
            let lengthByteCount = Int(first & 0x7F)
            guard (1...3).contains(lengthByteCount), rest.count >= lengthByteCount else { return nil }
            count = rest.prefix(lengthByteCount).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(lengthByteCount)
        }
        guard rest.count >= count else { return nil }
        self.tag = tag
        content = rest.prefix(count)
        self.rest = rest.dropFirst(count)
    }

    /// The elements that fill `bytes`; those up to the first that is none.
    static func all(in bytes: ArraySlice<UInt8>) -> [DERElement] {
        var elements: [DERElement] = []
        var rest = bytes
        while let element = DERElement(rest) {
            elements.append(element)
            rest = element.rest
        }
        return elements
    }
}
